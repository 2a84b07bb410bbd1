import './theme/index.css';
