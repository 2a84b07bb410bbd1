import './theme/index.css';
import { restoreColorMode } from './color-mode.ts';

restoreColorMode();
