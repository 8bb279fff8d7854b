export { callEndpoint, ProblemError, type Transport, urlOf } from './client.ts'
export {
  type Access,
  type Bilingual,
  type Endpoint,
  type EndpointCall,
  type EndpointInput,
  type EndpointReply,
  endpoint,
} from './endpoint.ts'
export {
  civilDateText,
  commaList,
  instantText,
  type Page,
  pageOf,
  pageQuery,
  queryFlag,
} from './page.ts'
export { type Problem, problem } from './problem.ts'
