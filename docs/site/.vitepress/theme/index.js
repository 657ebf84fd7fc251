import '@fontsource-variable/inter';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { DiagramFigure } from './diagram-figure.js';
import './site.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('DiagramFigure', DiagramFigure);
  },
};
