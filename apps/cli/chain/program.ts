import type { Command } from 'commander'
import { examples, lazily } from '../command-parts.ts'
import { say } from '../output.ts'

/** Adds `zhiqing chain …`: what the chain's engines compute, from file to file, without a database. */
export function addChainCommands(root: Command, keep: (code: number) => void): void {
  const chain = root.command('chain').description(say('产业链计算', 'computations of the chain'))
  chain
    .command('esri')
    .description(
      say(
        '每家企业停产会影响全链多少产出（ESRI，Diem 等 2022）',
        'what each firm would stop of the whole chain (ESRI, Diem et al. 2022)',
      ),
    )
    .requiredOption(
      '--edges <file>',
      say('关系：supplier、buyer、amount', 'relations: supplier, buyer, amount'),
    )
    .requiredOption('--nodes <file>', say('企业：id、sector', 'firms: id, sector'))
    .option(
      '--essential <file>',
      say('必需性方阵：行为供方行业，列为需方行业，0、1、2', 'square of 0, 1, 2: rows supply, columns buy'),
    )
    .option(
      '--inputs <kind>',
      say('没有方阵时：linear（默认）或 leontief', 'without it: linear (default) or leontief'),
    )
    .option('--substitution <kind>', say('market-share（默认）或 none', 'market-share (default) or none'))
    .option(
      '--eps <number>',
      say('每步最大变化不超过它时停止（默认 0.01）', 'stops when no step changes more (0.01 otherwise)'),
    )
    .option(
      '--order <kind>',
      say('published（默认，逐步同步）或 queue（工作队列）', 'published (default, step by step) or queue'),
    )
    .option('--shock <file>', say('一次冲击：id、share', 'one shock: id, share'))
    .option('--workers <number>', say('线程数', 'threads'))
    .requiredOption('--output <file>', say('写入 CSV 文件', 'CSV file to write'))
    .option('--force', say('覆盖已有文件、内存不足也读', 'replace a file, read despite little memory'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText(
      'after',
      examples(
        'zhiqing chain esri --edges edges.csv --nodes nodes.csv --output esri.csv',
        'zhiqing chain esri --edges edges.csv --nodes nodes.csv --essential m.csv --eps 1e-6 --output esri.csv',
      ),
    )
    .action(lazily(async () => (await import('../commands/chain-esri.ts')).chainEsri, keep))
  chain
    .command('local-content')
    .description(
      say('按五种定义计算产品的本地配套率', 'local sourcing rate of a product under five definitions'),
    )
    .requiredOption('--nodes <file>', say('节点：id、region、value_added', 'nodes: id, region, value_added'))
    .requiredOption('--edges <file>', say('用量：supplier、buyer、qty', 'quantities: supplier, buyer, qty'))
    .option(
      '--product <id>',
      say('产品（默认无人采购的节点）', 'the product (otherwise the node nobody buys)'),
    )
    .option('--region <code>', say('本地的地区代码（默认 CQ）', 'code of the local region (CQ otherwise)'))
    .option('--threshold <share>', say('原产门槛（默认 0.7）', 'threshold of origin (0.7 otherwise)'))
    .option('--explain', say('列出构成', 'tell what makes the rates'))
    .option('--levers', say('列出最能提高的环节', 'tell what would raise the rate most'))
    .option('--output <file>', say('写入 JSON 文件', 'write a JSON file'))
    .option('--force', say('覆盖已有文件', 'replace a file that exists'))
    .option('--json', say('输出 JSON（总是如此）', 'print JSON (always so)'))
    .addHelpText(
      'after',
      examples('zhiqing chain local-content --nodes nodes.csv --edges edges.csv --levers'),
    )
    .action(lazily(async () => (await import('../commands/chain-local-content.ts')).chainLocalContent, keep))
  chain
    .command('complexity')
    .description(
      say('经济复杂度与关联度：ECI、PCI、COI、COG、密度', 'economic complexity: ECI, PCI, COI, COG, density'),
    )
    .requiredOption('--trade <file>', say('年份、区域、环节、数值', 'year, region, node, value'))
    .option('--year <year>', say('只算这一年', 'that year only'))
    .option('--fitness', say('同时给出 Fitness', 'Fitness as well'))
    .option('--output <file>', say('写入 JSON 或 CSV 文件', 'write a JSON or CSV file'))
    .option('--force', say('覆盖已有文件', 'replace a file that exists'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText('after', examples('zhiqing chain complexity --trade trade.csv --year 2025'))
    .action(lazily(async () => (await import('../commands/chain-complexity.ts')).chainComplexity, keep))
  chain
    .command('bench')
    .description(
      say(
        '在关系文件上运行图算法并计时：khop、pagerank、scc、betweenness',
        'run and time a graph algorithm on a file of relations: khop, pagerank, scc, betweenness',
      ),
    )
    .requiredOption(
      '--edges <file>',
      say('关系：supplier、buyer、amount', 'relations: supplier, buyer, amount'),
    )
    .requiredOption('--op <name>', 'khop | pagerank | scc | betweenness')
    .option(
      '--sources <file|number>',
      say(
        '起点：编号文件或个数（khop 默认 200）',
        'sources: a file of ids or how many (khop: 200 otherwise)',
      ),
    )
    .option('--hops <number>', say('khop 的步数（默认 3）', 'hops of khop (3 otherwise)'))
    .option(
      '--tolerance <number>',
      say('pagerank 的误差（默认 1e-10）', 'error of pagerank (1e-10 otherwise)'),
    )
    .option('--repeat <number>', say('重复次数，取最快一次', 'how often to run, the fastest counts'))
    .option('--workers <number>', say('betweenness 的线程数', 'threads of betweenness'))
    .option('--output <file>', say('把每个节点的数值写入 CSV', 'write the value of every node as CSV'))
    .option('--force', say('覆盖已有文件、内存不足也读', 'replace a file, read despite little memory'))
    .option('--json', say('输出 JSON（总是如此）', 'print JSON (always so)'))
    .addHelpText('after', examples('zhiqing chain bench --edges edges.csv --op pagerank --repeat 5'))
    .action(lazily(async () => (await import('../commands/chain-bench.ts')).chainBench, keep))
  chain
    .command('import <file>')
    .description(
      say(
        '把供应关系、车型或物料清单表导入产业链',
        'bring a table of supply relations, vehicle models or bill lines into the chain',
      ),
    )
    .requiredOption('--table <name>', 'supply | model | bill')
    .requiredOption(
      '--source-kind <kind>',
      say('来源种类：contract、survey、news…', 'kind of source: contract, survey, news …'),
    )
    .requiredOption('--source <text>', say('来源说明', 'the source in words'))
    .requiredOption('--observed <day>', say('观测日期 YYYY-MM-DD', 'day of observation, YYYY-MM-DD'))
    .option('--synthetic', say('这是合成数据', 'the data are invented'))
    .option('--sheet <name>', say('工作表', 'sheet of a workbook'))
    .option('--header-row <number>', say('表头行，0 表示没有', 'row of the headers, 0 = none'))
    .option('--map <column=field...>', say('指定列', 'name columns'))
    .option('--dry-run', say('只检查不写入', 'check only'))
    .option('--errors <file>', say('把有误的行写入 XLSX', 'write the faulty rows as XLSX'))
    .option('--force', say('覆盖已有文件', 'replace a file that exists'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .addHelpText(
      'after',
      examples(
        'zhiqing chain import relations.xlsx --table supply --source-kind survey --source "2026 survey" --observed 2026-10-01',
      ),
    )
    .action(lazily(async () => (await import('../commands/chain-import.ts')).chainImport, keep))
}
