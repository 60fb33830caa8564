// Owns the English phrases of the settings of pipelines; the Russian ones are loaded when they are spoken.
import { wordsIn } from '../kit/words.ts';

export const english = {
  title: 'Stages and pipelines',
  close: 'Close',
  undo: 'Undo last change',
  saved: 'Saved',
  undone: 'Undone',
  loading: 'Loading',
  pipeline: 'Pipeline',
  pipelineName: 'Name of the pipeline',
  newPipeline: 'New pipeline',
  addPipeline: 'Add pipeline',
  removePipeline: 'Delete pipeline',
  stages: 'Stages in order',
  stageName: 'Name of the stage',
  newStage: 'New stage',
  addStage: 'Add stage',
  up: 'Move {name} up',
  down: 'Move {name} down',
  kind: 'What {name} means',
  kindOpen: 'Open',
  kindWon: 'Wins',
  kindLost: 'Loses',
  chance: 'Chance in {name}, per cent',
  removeStage: 'Remove {name}',
  moveTo: {
    one: '{count} deal stands in this stage. Where does it go?',
    other: '{count} deals stand in this stage. Where do they go?',
  },
  removeYes: 'Move and remove',
  keep: 'Keep the stage',
  changedMeanwhile: 'Not saved: somebody else has changed this pipeline. Below is how it is now.',
  openStageNeeded: 'Not saved: a pipeline needs an open stage. Add another one first.',
  pipelineHasDeals: 'Not deleted: deals stand in this pipeline. Move them first.',
  notSavedOffline: 'Not saved: the server did not answer. Nothing was changed.',
  cannotUndo: 'Not undone: this was changed again since. Nothing was changed.',
  notValid: 'Not saved: this does not fit. Nothing was changed.',
  notSaved: 'Not saved, nothing was changed. Reason: {code}.',
};

export type SettingsKey = keyof typeof english;
export const settingsWords = wordsIn(english, async () => (await import('./settings-words.ru.ts')).russian);
