"""igraph on the same relations: times and answers as JSON. Usage: peer.py FILE NODES SOURCES BETWEENNESS"""
import json, sys, time
from array import array
import igraph

path, nodes, sources, with_betweenness = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "yes"
raw = open(path, "rb").read()
count = len(raw) // 16
numbers = array("I"); numbers.frombytes(raw[: count * 8])
weights = array("d"); weights.frombytes(raw[count * 8 :])
edges = list(zip(numbers[0::2], numbers[1::2]))


def best(run, rounds=3):
    times = []
    until = time.perf_counter() + 0.5
    while len(times) < rounds or time.perf_counter() < until:
        begun = time.perf_counter()
        answer = run()
        times.append(time.perf_counter() - begun)
    return min(times), answer


begun = time.perf_counter()
graph = igraph.Graph(nodes, edges, directed=True)
out = {"version": igraph.__version__, "build": time.perf_counter() - begun}
starts = [at * nodes // sources for at in range(sources)]
seconds, reached = best(lambda: graph.neighborhood(starts, 3, mode="in"))
out["khop"] = {"seconds": seconds, "answer": sum(len(r) - 1 for r in reached)}
seconds, rank = best(lambda: graph.pagerank(weights=list(weights)))
out["pagerank"] = {"seconds": seconds, "answer": rank}
seconds, parts = best(lambda: graph.clusters(mode="strong"))
out["scc"] = {"seconds": seconds, "answer": len(parts)}
if with_betweenness:
    seconds, values = best(lambda: graph.betweenness(), 1)
    out["betweenness"] = {"seconds": seconds, "answer": values}
print(json.dumps(out))
