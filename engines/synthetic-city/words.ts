/**
 * Names of well-known makers, suppliers and electronics firms that no invented name may contain. The characters of
 * these names are struck from the syllables below, so a trade name cannot spell one, not even across its edges.
 */
export const DENIED_NAMES: readonly string[] = (
  '长安 赛力斯 比亚迪 宁德 时代 博世 大陆 采埃孚 问界 小康 金康 深蓝 阿维塔 力帆 庆铃 东风 吉利 奇瑞 长城 蔚来 小鹏 理想 ' +
  '小米 华为 上汽 广汽 一汽 北汽 江淮 江铃 五菱 福田 重汽 陕汽 宇通 金龙 特斯拉 大众 丰田 本田 日产 马自达 现代 起亚 福特 ' +
  '通用 宝马 奔驰 奥迪 沃尔沃 电装 爱信 法雷奥 佛吉亚 麦格纳 李尔 安波福 德尔福 舍弗勒 马勒 海拉 伟世通 延锋 均胜 德赛西威 ' +
  '华域 拓普 三花 银轮 伯特利 万向 福耀 玲珑 汇川 欣旺达 国轩 亿纬 中创新航 蜂巢 孚能 弗迪 青山 建设 宗申 隆鑫 望江 超力 ' +
  '西南铝 京东方 海康 大华 中兴 地平线 黑芝麻 寒武纪 斯达 士兰 闻泰 立讯 歌尔 蓝思 瑞声 舜宇 韦尔 兆易 紫光 中芯 华虹 联电 ' +
  '长鑫 长江 百度 阿里 腾讯 科大 讯飞 四维 高德 禾赛 速腾 图达 经纬 恒润 东软 中科 创达 赣锋 天齐 恩捷 璞泰来 贝特瑞 杉杉 ' +
  '当升 容百 天赐 新宙邦 格林美 光启 凯翼 极氪 岚图 智己 飞凡 零跑 哪吒 威马 高合 昊铂 埃安 星纪 魅族 卧龙 精进 方正 英搏尔'
).split(' ')

const DENIED_CHARS = new Set(DENIED_NAMES.join(''))
const syllables = (text: string): string[] => [...new Set(text)].filter((char) => !DENIED_CHARS.has(char))

/** First syllables of invented trade names: rare characters, none of a denied name. */
export const FIRST_SYLLABLES = syllables(
  '璟珩玥昱昕晟曦煜烨焱熠炫炜熵嵘屿崚峤岑嵩岱峥崟峦沁沅沐泓洵浔涵淇淏渌湛溯滢漪澜澍潇瀚灏霁霂霄霈霖霓翎翊翙羿翾翰翮' +
    '钰钧钲铄铎锬锴镝镕鎏鑫琛琅琰瑛瑄瑾璇璋璨瓒珺琨珣琮珂玺砚砺碹磐磬穆稷秾竑筠箬簌粲綦缇绮缙缜羲翡芃芮苒茗荃荻莳菁萱葳蓁蔚蕤' +
    '薇藜蘅虔衍裕觅谦谧豫赟轩辰逸逵邈郁郗鄞酆釉',
)

/** Second syllables of invented trade names. */
export const SECOND_SYLLABLES = syllables(
  '驭驰骁骐骏骥骧鲲鹏鸢鸿鹄鹭麒麓鼎睿瞻矩砺磊祺禄禹秉程穹竣笙筑策簧粹纶纾绎维缦罡翃耀耘聿胤舸航舷艾芯苑茂荟菏萃葆蕴虹蚁衡' +
    '裳觉言訾询诚谋谱豁贲赋跃辂辉辕辙迅迈逐途遨遥邦邺酉醇释野铠铭锐锋键镜镭阔阙隅隼霏靖鞍韬韵颂颖飒飏馥驷骋骞骛魁黎默黛' +
    '冉冕凌凝刃勋匠卓叡吟坤垚域埕奕宸寰尧屹岩岫峻崎巍帆帷庚弈彤彬彦徽忻恺悟惟愫懋',
)

/** Third syllables, used when a city is too large for two. */
export const THIRD_SYLLABLES = syllables(
  '桢棠椿楠榆榕樟檀檬欣欧殷毓泊泽洛济浦浚涛润淳淼清渊渝溪源滋漾潭澄濂焕煊熙燃爵牧犀猷玖珊琢琪瑜瑶瑞璐甄畅畴皓皎益盈盛睦' +
    '硕祥祯禧秋稳穗章竹筱篁籍素绍绫继绿翠聪肃舒良若茵荣莱菱葵蒙蓓蓝蔓蕾薪藏蝉衫裘褚诺谊贤赫越趣迪逊遂郎郡酬野钊铂铃' +
    '锦镇闵陶隐雁雅雍霜靓韶颜飘饶馨驹骊鱼鲜鸣鹂鹤麟黍齐',
)

export const SURNAMES: readonly string[] = [
  ...'赵钱孙周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严魏陶姜谢邹喻潘葛范彭鲁韦苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤殷罗毕郝邬安常乐于时傅皮齐康伍余元卜顾孟平黄',
]
export const GIVEN_SYLLABLES: readonly string[] = [
  ...'一之亦仁修元其予书云亭伟佳俊信倩健兰冬凡利勇卓君哲嘉国圆坤坚培宁安宏宜家容宽小山峰川希平庆康建弘强彤志忠怡思恒悦慧成敏文斌新昌明春晓晨晴朗松林柏桂梅楠欣正毅民永江沛波洁浩海清源玉琴瑶瑾石秀立竹红绍美翔良芳苗英莉蓉蕾薇诗谦贤超辉远达锋长阳雨雪静韵颖飞香',
]

export const INDUSTRY_WORDS = {
  vehicle: ['汽车制造', '新能源汽车', '专用车制造', '智能汽车'],
  electronics: [
    '汽车电子',
    '智能科技',
    '微电子',
    '传感技术',
    '智控技术',
    '车载电子',
    '电驱动科技',
    '电控技术',
    '车联科技',
  ],
  mechanical: [
    '汽车零部件',
    '汽车部件',
    '精密机械',
    '机械制造',
    '模塑',
    '轻量化材料',
    '金属成形',
    '汽车配件',
  ],
  service: ['汽车技术服务', '供应链管理', '软件技术', '检测技术', '物流', '数据科技', '汽车服务'],
  before: ['机械', '铸造', '摩托车配件', '五金制品', '机电', '塑胶'],
} as const

export const STREETS = ['拟星', '拟云', '拟河', '拟山', '拟光', '拟桥', '拟林', '拟泉', '拟港', '拟原']
export const ORIGINS = [
  '浙江',
  '江苏',
  '广东',
  '上海',
  '安徽',
  '湖北',
  '四川',
  '山东',
  '北京',
  '湖南',
  '福建',
  '天津',
]
