import './theme/article.css';
import { setUpArticle } from './reading/set-up-article.ts';
import { offerSearch } from './site/site-search.ts';

setUpArticle();
offerSearch(document);
