import { expect, test } from 'vitest';
import { NotesEditor, type NotesStore } from './notes-editor.ts';

interface Row {
  notes: string | null;
  version: number;
  title: string;
}

/** One contact on a server that compares versions as the API does. */
class Store implements NotesStore<Row> {
  row: Row = { notes: 'Old', version: 1, title: 'CTO' };
  answering = true;

  change(fields: Partial<Row>) {
    this.row = { ...this.row, ...fields, version: this.row.version + 1 };
  }

  async write(notes: string | null, version: number): Promise<Row> {
    if (!this.answering) throw Object.assign(new Error('nobody'), { code: 'unreachable' });
    if (version !== this.row.version) throw Object.assign(new Error('lost'), { code: 'version_conflict' });
    this.change({ notes });
    return this.row;
  }

  async read(): Promise<Row> {
    return this.row;
  }
}

const edit = (store: Store) => new NotesEditor(store.row, () => undefined);

test('typed notes are saved over the version that was read', async () => {
  const store = new Store();
  const editor = edit(store);
  editor.type('New');
  expect(await editor.save(store)).toMatchObject({ notes: 'New', version: 2 });
  expect([editor.state, editor.dirty]).toEqual(['saved', false]);
});

test('emptied notes are saved as none', async () => {
  const store = new Store();
  const editor = edit(store);
  editor.type('');
  await editor.save(store);
  expect(store.row.notes).toBeNull();
});

test('a change of another field in between is no conflict', async () => {
  const store = new Store();
  const editor = edit(store);
  editor.type('New');
  store.change({ title: 'CEO' });
  await editor.save(store);
  expect([editor.state, store.row.notes, store.row.title]).toEqual(['saved', 'New', 'CEO']);
});

test('other notes in between are a conflict: both texts stay, and either can win', async () => {
  const store = new Store();
  const editor = edit(store);
  editor.type('Mine');
  store.change({ notes: 'Theirs' });
  await editor.save(store);
  expect([editor.state, editor.text, editor.theirs, store.row.notes]).toEqual(['conflict', 'Mine', 'Theirs', 'Theirs']);
  await editor.save(store);
  expect([editor.state, store.row.notes]).toEqual(['saved', 'Mine']);
  editor.type('Mine again');
  store.change({ notes: 'Theirs again' });
  await editor.save(store);
  editor.discard();
  expect([editor.state, editor.text]).toEqual(['idle', 'Theirs again']);
});

test('both writing the same is no conflict', async () => {
  const store = new Store();
  const editor = edit(store);
  editor.type('Same');
  store.change({ notes: 'Same' });
  await editor.save(store);
  expect(editor.state).toBe('saved');
});

test('a server that does not answer leaves the text, and the next try saves it', async () => {
  const store = new Store();
  const editor = edit(store);
  editor.type('New');
  store.answering = false;
  expect(await editor.save(store)).toBeNull();
  expect([editor.state, editor.text]).toEqual(['failed', 'New']);
  store.answering = true;
  await editor.save(store);
  expect(store.row.notes).toBe('New');
});

test('a refresh replaces untouched notes and leaves typed ones', () => {
  const store = new Store();
  const [reading, writing] = [edit(store), edit(store)];
  writing.type('Half a thought');
  store.change({ notes: 'Theirs' });
  reading.accept(store.row);
  writing.accept(store.row);
  expect([reading.text, writing.text]).toEqual(['Theirs', 'Half a thought']);
});
