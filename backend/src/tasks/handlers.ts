// Binds the endpoints of tasks to their verbs.
import { okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { versionOf } from '../http/etag.ts';
import { completedJson, completeTask, reopenTask } from './complete-task.ts';
import { createTask } from './create-task.ts';
import { deleteTask, restoreTask } from './delete-task.ts';
import { listTasks } from './list-tasks.ts';
import * as routes from './routes.ts';
import { snoozeTask } from './snooze-task.ts';
import { getTask } from './task-queries.ts';
import { updateTask } from './update-task.ts';

const write = 'tasks.write';

export function bindTasks(api: Api): void {
  const read = 'tasks.read';
  bindRead(api, { route: routes.listTasksRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listTasks(ctx, query)),
  );
  bindRead(api, { route: routes.getTaskRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getTask(ctx, params.id)),
  );
  bindWrite(api, { route: routes.createTaskRoute, permission: write }, async (ctx, { body }) => ({
    ...okStored(await createTask(ctx, body)),
    status: 201,
  }));
  bindWrite(api, { route: routes.updateTaskRoute, permission: write }, async (ctx, { params, headers, body }) => {
    const version = versionOf(headers['if-match']);
    return okStored(await updateTask(ctx, { id: params.id, version, patch: body }));
  });
  bindSteps(api);
}

function bindSteps(api: Api): void {
  bindWrite(api, { route: routes.completeTaskRoute, permission: write }, async (ctx, { params }) =>
    okJson(completedJson(await completeTask(ctx, params.id))),
  );
  bindWrite(api, { route: routes.reopenTaskRoute, permission: write }, async (ctx, { params }) =>
    okJson(completedJson(await reopenTask(ctx, params.id))),
  );
  bindWrite(api, { route: routes.snoozeTaskRoute, permission: write }, async (ctx, { params, body }) =>
    okStored(await snoozeTask(ctx, params.id, body.until)),
  );
  bindWrite(api, { route: routes.deleteTaskRoute, permission: write }, async (ctx, { params }) =>
    okStored(await deleteTask(ctx, params.id)),
  );
  bindWrite(api, { route: routes.restoreTaskRoute, permission: write }, async (ctx, { params }) =>
    okStored(await restoreTask(ctx, params.id)),
  );
}
