// Binds the endpoints of jobs to their verbs.
import { okJson, okStored } from '../http/answer.ts';
import { type Api, bindRead, bindWrite } from '../http/endpoint.ts';
import { cancelJob } from './cancel-job.ts';
import { getJob, listJobs } from './job-queries.ts';
import * as routes from './routes.ts';

export function bindJobs(api: Api): void {
  const read = 'jobs.read';
  bindRead(api, { route: routes.listJobsRoute, permission: read }, async (ctx, { query }) =>
    okJson(await listJobs(ctx, query)),
  );
  bindRead(api, { route: routes.getJobRoute, permission: read }, async (ctx, { params }) =>
    okStored(await getJob(ctx, params.id)),
  );
  bindWrite(api, { route: routes.cancelJobRoute, permission: 'jobs.write' }, async (ctx, { params }) =>
    okStored(await cancelJob(ctx, params.id)),
  );
}
