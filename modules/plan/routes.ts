import { type Route, route } from '#kernel/module'
import * as contract from './contract.ts'
import { wantedRefresh } from './service/ask-refresh.ts'
import { cockpit } from './service/cockpit.ts'
import {
  compilationById,
  compilations,
  compilePasted,
  compileUploaded,
  review,
  save,
} from './service/compile.ts'
import { targetDetail } from './service/detail.ts'
import { meeting, sendMeasures } from './service/dispatch.ts'
import { evidence, sendEvidence } from './service/evidence.ts'
import { listOfIndicators } from './service/indicators.ts'
import {
  addMeasure,
  addProgress,
  changeMeasure,
  findMeasures,
  notesOf,
  oneMeasure,
} from './service/measures.ts'
import { enterObservation, sendObservationDocument } from './service/observe.ts'
import { makeReport, reports, sendReport } from './service/report.ts'
import { activate, changeTarget, plans, sendTargets, targetList } from './service/targets.ts'

/** The plan's HTTP operations. */
export const planRoutes: readonly Route[] = [
  route(contract.getCockpit, (ctx, { query }) => cockpit(ctx, query.district ?? null)),
  route(contract.listTargets, (ctx) => targetList(ctx)),
  route(contract.exportTargets, (ctx, { query }) => sendTargets(ctx, query.format)),
  route(contract.getTarget, (ctx, { params }) => targetDetail(ctx, params.id)),
  route(contract.updateTarget, (ctx, { params, body }) => changeTarget(ctx, params.id, body)),
  route(contract.getEvidence, (ctx, { params, query }) => evidence(ctx, params.id, query)),
  route(contract.exportEvidence, (ctx, { params, query }) => sendEvidence(ctx, params.id, query)),
  route(contract.recordObservation, (ctx, { params, body, files }) =>
    enterObservation(ctx, params.id, body, files),
  ),
  route(contract.getObservationDocument, (ctx, { params }) => sendObservationDocument(ctx, params.id)),
  route(contract.refreshObservations, (ctx) => wantedRefresh(ctx)),
  route(contract.listIndicators, async (ctx) => listOfIndicators(ctx)),
  route(contract.planList, (ctx, { query }) => plans(ctx, query)),
  route(contract.activatePlan, (ctx, { params }) => activate(ctx, params.id)),
  route(contract.listMeasures, (ctx, { query }) => findMeasures(ctx, query)),
  route(contract.exportMeasures, (ctx, { query }) => sendMeasures(ctx, query)),
  route(contract.getMeasure, (ctx, { params }) => oneMeasure(ctx, params.id)),
  route(contract.createMeasure, (ctx, { body }) => addMeasure(ctx, body)),
  route(contract.updateMeasure, (ctx, { params, body }) => changeMeasure(ctx, params.id, body)),
  route(contract.reportProgress, (ctx, { params, body }) => addProgress(ctx, params.id, body)),
  route(contract.measureNotes, (ctx, { params, query }) => notesOf(ctx, params.id, query)),
  route(contract.dispatchMeeting, (ctx) => meeting(ctx)),
  route(contract.createReport, (ctx, { body }) => makeReport(ctx, body.month)),
  route(contract.listReports, (ctx, { query }) => reports(ctx, query)),
  route(contract.downloadReport, (ctx, { params, query }) => sendReport(ctx, params.id, query)),
  route(contract.compileText, (ctx, { body }) => compilePasted(ctx, body)),
  route(contract.compileFile, (ctx, { files }) => compileUploaded(ctx, files)),
  route(contract.getCompilation, (ctx, { params }) => compilationById(ctx, params.id)),
  route(contract.listCompilations, (ctx, { query }) => compilations(ctx, query)),
  route(contract.reviewCompilation, (ctx, { params, body }) => review(ctx, params.id, body)),
  route(contract.savePlan, (ctx, { params, body }) => save(ctx, params.id, body)),
]
