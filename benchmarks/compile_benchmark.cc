// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Compiling engines, and the memory they take: the 50 rules of rule_job.h, the
// preset b2b, and 10,000 tenants of each at once. `bytes` is what the heap
// holds for one engine, counted by operator new; `bytes_besides_spec` is
// Engine::MemoryUsage. The naive rival only parses the rules to trees.
#include <cstdlib>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "benchmarks/rule_job.h"
#include "lotse/condition/condition_text.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"

namespace {

// Bytes that are allocated now. Benchmarks run on one thread.
size_t allocated_bytes = 0;

// Room before each allocation for its size.
constexpr size_t kHeader = alignof(std::max_align_t);

}  // namespace

void* operator new(size_t size) {
  void* const block = std::malloc(size + kHeader);
  if (block == nullptr) std::abort();
  *static_cast<size_t*>(block) = size;
  allocated_bytes += size;
  return static_cast<char*>(block) + kHeader;
}

void operator delete(void* pointer) noexcept {
  if (pointer == nullptr) return;
  void* const block = static_cast<char*>(pointer) - kHeader;
  allocated_bytes -= *static_cast<size_t*>(block);
  std::free(block);
}

void operator delete(void* pointer, size_t) noexcept {
  operator delete(pointer);
}

namespace lotse {
namespace {

void MeasureOne(benchmark::State& state, const EngineSpec& spec) {
  for (auto _ : state) benchmark::DoNotOptimize(CompileEngine(spec));
  state.SetItemsProcessed(state.iterations());
  const size_t before = allocated_bytes;
  const Engine engine = *CompileEngine(spec);
  state.counters["bytes"] = static_cast<double>(allocated_bytes - before);
  state.counters["bytes_besides_spec"] =
      static_cast<double>(engine.MemoryUsage());
}

void BM_Compile_Engine_Rules(benchmark::State& state) {
  MeasureOne(state, MakeJobSpec());
}
BENCHMARK(BM_Compile_Engine_Rules)
    ->Name("BM_Compile_Engine_Rules/50")
    ->Unit(benchmark::kMicrosecond);

void BM_Compile_Engine_Preset(benchmark::State& state) {
  MeasureOne(state, *Preset("b2b"));
}
BENCHMARK(BM_Compile_Engine_Preset)->Unit(benchmark::kMicrosecond);

void BM_Parse_Rules(benchmark::State& state) {
  for (auto _ : state) {
    for (const JobRule& rule : JobRules()) {
      benchmark::DoNotOptimize(ParseCondition(rule.when));
    }
  }
}
BENCHMARK(BM_Parse_Rules)
    ->Name("BM_Parse_Rules/50")
    ->Unit(benchmark::kMicrosecond);

// All tenants' engines are alive at the end. Tenants differ in their names and
// in the points that leads start with.
void MeasureTenants(benchmark::State& state, EngineSpec spec) {
  const size_t tenants = static_cast<size_t>(state.range(0));
  double bytes = 0;
  for (auto _ : state) {
    const size_t before = allocated_bytes;
    std::vector<Engine> engines;
    engines.reserve(tenants);
    for (size_t t = 0; t < tenants; ++t) {
      spec.tenant = absl::StrCat("tenant ", t);
      spec.scoring.base = Points::FromNano(static_cast<int64_t>(t));
      engines.push_back(*CompileEngine(spec));
    }
    bytes = static_cast<double>(allocated_bytes - before);
    benchmark::DoNotOptimize(engines);
  }
  state.counters["bytes_per_tenant"] = bytes / static_cast<double>(tenants);
  state.counters["megabytes"] = bytes / 1e6;
}

void BM_Compile_Tenants_Rules(benchmark::State& state) {
  MeasureTenants(state, MakeJobSpec());
}
BENCHMARK(BM_Compile_Tenants_Rules)
    ->Arg(10000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

void BM_Compile_Tenants_Preset(benchmark::State& state) {
  MeasureTenants(state, *Preset("b2b"));
}
BENCHMARK(BM_Compile_Tenants_Preset)
    ->Arg(10000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lotse
