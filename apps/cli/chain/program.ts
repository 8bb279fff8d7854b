import type { Command } from 'commander'
import { examples, lazily } from '../command-parts.ts'
import { say } from '../output.ts'

/** Adds `zhiqing chain …`: what the chain's engines compute, from file to file, without a database. */
export function addChainCommands(root: Command, keep: (code: number) => void): void {
  const chain = root.command('chain').description(say('产业链计算', 'computations of the chain'))
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
}
