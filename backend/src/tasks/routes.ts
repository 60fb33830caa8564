// Describes the endpoints of tasks; handlers.ts binds them to verbs.
import { createRoute, z } from '@hono/zod-openapi';
import * as w from '../http/wire.ts';
import { RecordParam } from '../records/record-ref.ts';
import * as s from './schema.ts';

const base = { tags: ['Tasks'], security: w.security };
const step = { ...base, method: 'post', request: { headers: w.WriteHeaders, params: w.IdParam } } as const;

export const createTaskRoute = createRoute({
  ...base,
  operationId: 'createTask',
  method: 'post',
  path: '/v1/tasks',
  summary: 'Create a task, on a record or on none',
  request: { headers: w.WriteHeaders, body: w.jsonBody(s.NewTask) },
  responses: {
    201: w.json('Created.', s.ChangedTask),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const listTasksRoute = createRoute({
  ...base,
  operationId: 'listTasks',
  method: 'get',
  path: '/v1/tasks',
  summary: 'List tasks: open ones as they come up, done and deleted ones the latest first',
  request: {
    headers: w.OrganizationHeader,
    query: w.PageQuery.extend({
      state: z.enum(['open', 'done', 'deleted']).default('open'),
      assignee: z
        .union([z.literal('me'), w.Id])
        .optional()
        .openapi({ description: '`me`, or the id of a member. Left out: everybody’s.' }),
      record: RecordParam.optional(),
      dueBefore: w.Timestamp.optional().openapi({ description: 'Only tasks that come up before this time.' }),
      overdue: z.enum(['true', 'false']).default('false').openapi({ description: 'True: only tasks past their time.' }),
    }),
  },
  responses: { 200: w.json('One page.', w.pageOf(s.Task)), ...w.commonProblems },
});

export const getTaskRoute = createRoute({
  ...base,
  operationId: 'getTask',
  method: 'get',
  path: '/v1/tasks/{id}',
  summary: 'Read one task',
  request: { headers: w.OrganizationHeader, params: w.IdParam },
  responses: { 200: w.json('The task; `ETag` holds its version.', s.Task), ...w.commonProblems, ...w.notFound },
});

export const updateTaskRoute = createRoute({
  ...base,
  operationId: 'updateTask',
  method: 'patch',
  path: '/v1/tasks/{id}',
  summary: 'Change fields of a task',
  request: { headers: w.UpdateHeaders, params: w.IdParam, body: w.jsonBody(s.TaskPatch) },
  responses: {
    200: w.json('The task as it is now.', s.ChangedTask),
    ...w.commonProblems,
    ...w.bodyProblems,
    ...w.notFound,
    ...w.conflict,
    ...w.versionProblems,
  },
});

export const completeTaskRoute = createRoute({
  ...step,
  operationId: 'completeTask',
  path: '/v1/tasks/{id}/done',
  summary: 'Tick a task off; one that repeats comes again, once',
  responses: {
    200: w.json('The done task, and its next occurrence.', s.TaskDone),
    ...w.commonProblems,
    ...w.notFound,
    ...w.conflict,
  },
});

export const reopenTaskRoute = createRoute({
  ...step,
  operationId: 'reopenTask',
  path: '/v1/tasks/{id}/undone',
  summary: 'Take the tick back',
  responses: { 200: w.json('The open task.', s.TaskDone), ...w.commonProblems, ...w.notFound, ...w.conflict },
});

export const snoozeTaskRoute = createRoute({
  ...base,
  operationId: 'snoozeTask',
  method: 'post',
  path: '/v1/tasks/{id}/snooze',
  summary: 'Put a task off; its due time stays',
  request: { headers: w.WriteHeaders, params: w.IdParam, body: w.jsonBody(s.TaskSnooze) },
  responses: { 200: w.json('The task.', s.ChangedTask), ...w.commonProblems, ...w.bodyProblems, ...w.notFound },
});

export const deleteTaskRoute = createRoute({
  ...base,
  operationId: 'deleteTask',
  method: 'delete',
  path: '/v1/tasks/{id}',
  summary: 'Delete a task; it can be restored',
  request: { headers: w.WriteHeaders, params: w.IdParam },
  responses: { 200: w.json('The deleted task.', s.ChangedTask), ...w.commonProblems, ...w.notFound },
});

export const restoreTaskRoute = createRoute({
  ...step,
  operationId: 'restoreTask',
  path: '/v1/tasks/{id}/restore',
  summary: 'Bring a deleted task back',
  responses: { 200: w.json('The restored task.', s.Task), ...w.commonProblems, ...w.notFound, ...w.conflict },
});
