// Owns the page on which toasts are tested: `kith-test-toast` events on an element become toasts beside it.
import { showToast, type Toast } from '../kit/toast.ts';

document.addEventListener('kith-test-toast', (event) => {
  const { target } = event;
  if (!(event instanceof CustomEvent) || !(target instanceof HTMLElement)) return;
  const { apiUrl, way, ...toast }: Pick<Toast, 'language' | 'text' | 'undoToken'> & { apiUrl: string; way?: string } =
    event.detail;
  const session = {
    apiUrl,
    supabaseUrl: apiUrl,
    publishableKey: '',
    organizationId: '00000000-0000-7000-8000-000000000000',
    getToken: async () => 'a token',
  };
  const onUndone = () => target.setAttribute('data-undone', '');
  void showToast({ near: target, session, onUndone, problem: way === 'problem', ...toast });
});
