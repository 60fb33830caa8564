// Shows the set-up page.
import { showPage } from '../../pages/show-page.ts';
import { Welcome } from '../../pages/welcome.tsx';

showPage(Welcome, 'page');
