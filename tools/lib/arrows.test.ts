import { describe, expect, it } from 'vitest';
import { checkArrows, type Source } from './arrows.ts';

const source = (path: string, text: string): Source => ({ file: `/house/${path}`, path, text });
const reasons = (...sources: Source[]) => checkArrows(sources).map(({ reason }) => reason);

describe('the arrows of the house', () => {
  it('lets widgets use the SDK', () => {
    expect(reasons(source('widgets/src/people/people.ts', "import { unwrap } from '@kith/sdk';"))).toEqual([]);
  });

  it.each([
    ['widgets/src/a.ts', "import { a } from '../../backend/src/errors.ts';", 'widgets may not import backend'],
    ['sdk/src/a.ts', "import { a } from '@kith/widgets';", 'sdk may not import widgets'],
    ['widgets/src/a.ts', "export * from '@kith/extension/x';", 'widgets may not import extension'],
    ['extension/src/a.ts', "const a = await import('../../widgets/src/a.ts');", 'extension may not import widgets'],
    ['extension/src/sites/gmail/adapter.ts', "import '../telegram-a/selectors.ts';", 'only sites/registry.ts imports'],
    ['extension/src/overlay/panel.tsx', "import '../sites/gmail/adapter.ts';", 'only sites/registry.ts imports'],
    ['backend/src/http/app.ts', 'const port = process.env.PORT;', 'only backend/src/env.ts'],
    ['backend/src/jobs/a.ts', "await fetch('https://a.example');", 'requests leave through'],
    ['backend/src/contacts/routes.ts', 'await tx`select 1`;', 'a route holds no SQL'],
    ['extension/src/overlay/panel.tsx', "if (site === 'gmail') dock();", 'generic code names no site'],
    ['extension/src/overlay/panel.tsx', "await fetch('/x');", 'never touches the network'],
    ['widgets/src/a.ts', 'element.innerHTML = text;', 'no markup from text'],
  ])('refuses in %s: %s', (path, text, reason) => {
    expect(reasons(source(path, text))).toContainEqual(expect.stringContaining(reason));
  });

  it('names the line', () => {
    const [problem] = checkArrows([source('backend/src/jobs/a.ts', '\n\nprocess.env.HOME')]);
    expect(problem).toMatchObject({ file: '/house/backend/src/jobs/a.ts', line: 3 });
  });
});
