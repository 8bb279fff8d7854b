/**
 * Characters that are taken for one another by eye (形近字), as met in names of firms and places. Those that also sound
 * alike are found by their reading and need not stand here.
 */
const GROUPS = `
己已巳 未末 土士 干千于 天夭无 人入八 大太犬 日曰目 田由甲申 王玉主 刀力 乃及 元无 云去 木本术
贝见 车东 乐东 风凤 今令 历厉 厂广 丁了 儿几 九丸 白自 百白 兵乒 仓仑 昌冒 晶品 辰晨 成戍 诚城 驰弛池 持特
冲冶 治冶 迪油 鼎晶 都部 恩思 帆机 方万 丰半 峰锋 福辐 富宫 刚钢 纲网 高亮 格洛 工土 冠寇 光先 贵责 国围
海悔 汉仅 航杭 豪毫 合令 和知 恒桓 宏宠 洪供 华毕 辉挥 惠蕙 汇江 吉古 佳住 嘉喜 建健 健键 江汪 杰木 金全
锦绵 晋普 京亨 精情 景影 巨臣 凯机 康唐 科料 坤坤 兰三 蓝篮 朗郎 雷需 立位 利刹 联取 隆降 鲁曾 绿录 铭络
茂芪 美羊 明朋 牧枚 鹏朋 平乎 普晋 齐济 启后 千干 乾朝 勤勒 青清 庆厌 仁仕 荣莱 瑞端 润闰 森林 善普 尚向
升开 盛感 石右 仕任 士土 世也 舒舍 顺项 硕项 思恩 泰秦 秦泰 腾滕 天无 通诵 同周 威咸 维准 伟韦 文丈 沃沃
西酉 喜嘉 祥详 翔翊 新欣 信言 兴光 星昱 雄难 旭旮 轩杆 雅稚 岩若 阳阴 耀躍 业亚 一二 易昜 益盖 毅殺 银很
英莫 永水 友有 宇字 玉王 裕谷 元光 源原 远沅 越起 悦说 云去 运远 泽择 展屐 长张 兆北 正止 政故 志忠 致到
智知 中申 忠志 众从 洲州川 卓早 子于 自白 宗宋
`

const alike = new Map<string, string>()
for (const group of GROUPS.trim().split(/\s+/)) {
  for (const character of group)
    alike.set(character, (alike.get(character) ?? '') + group.replaceAll(character, ''))
}

/** True when the two characters are often taken for one another by eye. */
export function looksAlike(left: string, right: string): boolean {
  return alike.get(left)?.includes(right) ?? false
}
