import { type Context, FIELDS, type Field, type FirmTexts } from './types.ts'

/** A piece of a text that stands for itself: a business item, a product, the title of a patent. */
export interface Clause {
  readonly field: Field
  /** Folded: full width to half, capitals to small. */
  readonly text: string
  readonly context: Context
  /** Speaks of vehicles. */
  readonly vehicle: boolean
  /** Speaks of another trade (household, medical, office, …). */
  readonly foreign: boolean
}

const MAKE =
  /制造|生产|研发|研制|加工|开发|设计|组装|装配|铸造|锻造|冲压|压铸|注塑|焊接|集成|智造|manufactur|produc|develop|design|machining|casting/
const TRADE =
  /销售|批发|零售|经销|代理|贸易|商贸|商行|经营部|门市|配件城|超市|商店|进出口|trading|wholesale|retail|distribut/
const VEHICLE =
  /汽车|车用|车载|车规|整车|车辆|新能源车|动力电池|锂电|电动车|乘用车|商用车|智能网联|智能驾驶|自动驾驶|智驾|座舱|底盘|主机厂|增程|混动|电驱|充电桩|换电|automotive|vehicle|\bev\b/
const FOREIGN =
  /家用|家电|家居|厨|医疗|医用|医院|诊断|办公|家具|建筑|装修|装饰工程|农业|农机|农副|农产品|船|航空|飞机|玩具|服装|鞋|食品|餐饮|饮料|美容|美发|健身|影院|舞台|手机|平板|笔记本|安防|楼宇|消防|电梯|矿山|矿用|石油|化肥|铁路|轨道|地铁|光伏|风电|园林|洗衣机|冰箱|中央空调|水利|市政|钟表|乐器|摩托车|自行车|教育|培训|酒店|物业|健康|宠物|印刷|纺织|household|medical|office|furniture|toy|aircraft|marine/

/** Sentences of the register that say nothing about what a firm does. */
const BOILERPLATE =
  /依法须经批准的项目[^；;]*|经相关部门批准后[^；;]*|凭(?:有效)?(?:许可证|营业执照)[^；;]*|具体经营项目以[^；;]*为准|(?:一般|许可)(?:经营)?项目[:：]|法律、?法规禁止的[^；;]*|(?:货物|技术)进出口|技术(?:服务|咨询|交流|转让|推广)/g
/** Spans that say what a firm does not do. */
const EXCLUSION =
  /(?:不含|不包括|不包含|不涉及|不从事)[^；;，,。)）]*|除[^；;，,。()（）]{1,40}?(?:以)?外|[(（][^()（）]{1,60}?除外[)）]|excluding[^;,.)]*/g

/** Text as it is compared: full width to half, capitals to small, white space to one blank. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

/** Cuts a firm's texts into clauses with their context; boilerplate goes, exclusions become clauses of their own. */
export function clausesOf(texts: FirmTexts): Clause[] {
  const clauses: Clause[] = []
  for (const field of FIELDS) {
    const raw = texts[field]
    if (!raw) continue
    const folded = fold(raw.replace(/\n/g, ';')).replace(BOILERPLATE, ' ')
    const excluded: string[] = []
    const kept = folded.replace(EXCLUSION, (span) => {
      excluded.push(span)
      return ' '
    })
    const cut = field === 'name' ? [kept] : kept.split(field === 'products' ? /[;。、,|/]/ : /[;。|]/)
    for (const piece of cut) {
      const text = piece.trim()
      if (text.length > 1) clauses.push(clause(field, text, contextOf(field, text)))
    }
    for (const text of excluded) clauses.push(clause(field, text, 'excluded'))
  }
  return clauses
}

function clause(field: Field, text: string, context: Context): Clause {
  return { field, text, context, vehicle: VEHICLE.test(text), foreign: FOREIGN.test(text) }
}

function contextOf(field: Field, text: string): Context {
  if (field === 'patents') return 'make'
  // What is sold only is what the clause names no making of.
  if (MAKE.test(text)) return 'make'
  return TRADE.test(text) ? 'trade' : 'plain'
}
