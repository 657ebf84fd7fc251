import { useData } from 'vitepress';
import { computed, defineComponent, h } from 'vue';

/** The same page in the other language. With two languages, a link is one step less than the theme's menu. */
export default defineComponent({
  props: { screen: Boolean, menu: Boolean },
  setup(props) {
    const { lang, page, site, theme } = useData();
    const other = computed(() => (lang.value === 'tr' ? site.value.locales.root : site.value.locales.tr));
    const address = computed(
      () =>
        site.value.base.replace(/\/$/, '') +
        (theme.value.translations[page.value.relativePath] ?? (lang.value === 'tr' ? '/' : '/tr/')),
    );
    return () =>
      h('div', { class: ['language-link', { 'in-screen': props.screen, 'in-menu': props.menu }] }, [
        h(
          'a',
          { href: address.value, lang: other.value.lang, hreflang: other.value.lang },
          other.value.label,
        ),
      ]);
  },
});
