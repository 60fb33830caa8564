// Shows the toolbar popup.
import { Popup } from '../../pages/popup.tsx';
import { showPage } from '../../pages/show-page.ts';

showPage(Popup, 'popup');
