/**
 * Words that say what a firm does, as they stand in the names of firms, with the English words used for them. The list
 * only needs the common ones: `learnWords` finds those of a table by itself.
 */
const LINES = `
汽车零部件 automotive components|auto parts|automotive parts
汽车部件 automotive components|auto parts
汽车配件 auto parts|automobile fittings
汽车电子 automotive electronics
汽车灯具 automotive lighting|auto lamps
汽车内饰 automotive interiors
汽车科技 automotive technology
汽车技术 automotive technology
汽车制造 automobile manufacturing
汽车销售 auto sales
汽车服务 auto service
汽车工业 automobile industry|automotive industry
汽车空调 automotive air conditioning
汽车修理 auto repair
商用车 commercial vehicles
乘用车 passenger vehicles
摩托车 motorcycles
摩托配件 motorcycle parts
配件 parts
重工 heavy industry
汽车 automobile|automotive|motor
新能源汽车 new energy vehicles
新能源科技 new energy technology
新能源 new energy
智能网联 intelligent connected
智能科技 intelligent technology|smart technology
智能制造 intelligent manufacturing
智能装备 intelligent equipment
智能驾驶 intelligent driving
电子科技 electronic technology|electronics technology|electronics
电子技术 electronic technology
电子 electronics
电气 electric
电器 electric appliances
电机 motor|electric machinery
电控 electric control
电驱动 electric drive
电源 power supply
动力电池 power battery|power batteries
电池 battery
动力 power|powertrain
动力总成 powertrain
传动系统 driveline systems|transmission systems|driveline|drivetrain systems
传动 transmission
变速器 gearbox
制动系统 brake systems|braking systems
制动 brake
转向系统 steering systems
转向 steering
热管理系统 thermal management systems|thermal systems
热管理 thermal management
空调 air conditioning
座椅 seating|seats|seat
内饰件 interior trim|interior parts|interiors
内饰 interiors
外饰 exteriors
橡塑制品 rubber and plastic products|rubber & plastic products|rubber plastic|rubber & plastics
橡胶制品 rubber products
橡胶 rubber
塑料制品 plastic products
塑料 plastics
塑胶 plastics
精密模具 precision mould|precision mold|precision tooling|precision molds
模具 mould|mold|tooling
冲压件 stamping|stampings|stamping parts
冲压 stamping
压铸 die casting|die-casting
铸造 foundry|casting
锻造 forging
线束 wire harness|wiring harness
轴承 bearing|bearings
齿轮 gear|gears
弹簧 spring
紧固件 fasteners
标准件 standard parts
机电 mechatronics|electromechanical|mechanical and electrical|mechanical & electrical
机械制造 machinery manufacturing|machinery
机械 machinery
机电设备 electromechanical equipment
装备制造 equipment manufacturing
装备 equipment
设备 equipment
仪表 instruments
仪器 instruments
光电 optoelectronics
光学 optics
半导体 semiconductor
微电子 microelectronics
集成电路 integrated circuits
芯片 chip
传感器 sensors
传感技术 sensor technology
雷达 radar
激光 laser
软件 software
软件技术 software technology
信息技术 information technology
信息科技 information technology
信息产业 information industry
信息系统 information systems
网络科技 network technology
网络技术 network technology
网络 network
数据科技 data technology
大数据 big data
物联网 internet of things
通信技术 communication technology
通信 communication
通讯 communication
自动化 automation
机器人 robotics
检测技术 testing technology
检测 testing
物流 logistics
供应链管理 supply chain management
供应链 supply chain
运输 transport
仓储 warehousing
国际贸易 international trade
进出口 import and export
贸易 trading|trade
商贸 commerce and trade
销售 sales
材料科技 material technology
新材料科技 new material technology
新材料 new materials|advanced materials
复合材料 composite materials
金属制品 metal products
金属 metal
钢铁 iron and steel
有色金属 nonferrous metals
铝业 aluminium|aluminum
铜业 copper
镁业 magnesium
玻璃 glass
化工 chemical
涂料 coatings
能源科技 energy technology
能源 energy
电力 electric power
充电 charging
储能 energy storage
环保科技 environmental technology
环保 environmental protection
再生资源 renewable resources
投资 investment
控股 holdings|holding
资产管理 asset management
管理咨询 management consulting
咨询 consulting
设计 design
工程 engineering
建筑 construction
建设 construction
工业 industry|industrial
实业 industrial|enterprise
发展 development
科技发展 technology development
科技 technology|tech
技术 technology
制造 manufacturing
制品 products
生物 biological
医药 pharmaceutical
医疗器械 medical devices
食品 food
服装 garments
包装 packaging
印刷 printing
纸业 paper
家具 furniture
农业 agriculture
房地产开发 real estate development
文化传媒 culture media
广告 advertising
教育科技 education technology
酒店管理 hotel management
服务 service|services
系统 systems|system
研究院 research institute|academy
`

const entries = LINES.trim()
  .split('\n')
  .map((line) => {
    const [chinese = '', ...english] = line.split(' ')
    return { chinese, english: english.join(' ').toUpperCase().split('|') }
  })

/** The common industry words. */
export const INDUSTRY_WORDS: readonly string[] = entries.map(({ chinese }) => chinese)

const toEnglish = new Map(entries.map(({ chinese, english }) => [chinese, new Set(english.map(foldWords))]))

/** English words without the filling ones and the plural, so that two ways to say one trade are one. */
export function foldWords(text: string): string {
  return text
    .replace(/[^A-Z0-9]+/g, ' ')
    .split(' ')
    .filter((word) => word !== '' && word !== 'AND' && word !== 'OF' && word !== 'THE')
    .map((word) => (word.length > 4 && word.endsWith('S') && !word.endsWith('SS') ? word.slice(0, -1) : word))
    .join(' ')
}

/** Whether English words say the Chinese industry word: 2 as listed, 1 sharing a word with it, 0 not, -1 unknown. */
export function translationLevel(chinese: string, english: string): number {
  const listed = toEnglish.get(chinese)
  if (!listed) return -1
  const folded = foldWords(english)
  if (listed.has(folded)) return 2
  const words = new Set(folded.split(' '))
  for (const phrase of listed) for (const word of phrase.split(' ')) if (words.has(word)) return 1
  return 0
}

/** True where the English words begin with an industry word of the list; where they do is the end of the trade name. */
const englishPhrases = new Set([...toEnglish.values()].flatMap((set) => [...set]))
export function isIndustryPhrase(text: string): boolean {
  return englishPhrases.has(foldWords(text))
}
