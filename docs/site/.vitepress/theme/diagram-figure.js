import { useData, withBase } from 'vitepress';
import { defineComponent, h, onMounted, ref, watch } from 'vue';

let loading;
let drawn = 0;

/** Loads the renderer once, and only on pages with a diagram: it is larger than the rest of the site. */
function loadRenderer() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = withBase('/mermaid.js');
    script.addEventListener('load', () => resolve(globalThis.mermaid));
    script.addEventListener('error', reject);
    document.head.append(script);
  });
  return loading;
}

/** A diagram of Mermaid. Its source is shown until it is drawn, and stays in place if it cannot be. */
export const DiagramFigure = defineComponent({
  props: { source: { type: String, required: true } },
  setup(props) {
    const { isDark } = useData();
    const svg = ref('');
    async function draw() {
      const mermaid = await loadRenderer();
      mermaid.initialize({
        startOnLoad: false,
        theme: isDark.value ? 'dark' : 'neutral',
        // The page's own background. Mermaid's grey has a contrast of 4.43:1.
        ...(isDark.value && { themeVariables: { edgeLabelBackground: '#0e1416' } }),
        fontFamily: getComputedStyle(document.body).fontFamily,
      });
      drawn += 1;
      svg.value = (await mermaid.render(`diagram-${drawn}`, props.source)).svg;
    }
    onMounted(draw);
    watch(isDark, draw);
    return () =>
      svg.value === ''
        ? h('pre', { class: 'diagram-source', tabindex: 0 }, props.source)
        : h('div', { class: 'diagram', tabindex: 0, innerHTML: svg.value });
  },
});
