// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Events of leads through the preset b2b_lifecycle (lifecycle_job.h), one after
// the other; items are events:
//
//   BM_Lifecycle_Switch        the table as a switch in C++: states and nothing
//                              else, no clocks, owners, tasks or history
//   BM_Lifecycle_Take          Lifecycle::Take at a moment that is there
//   BM_Lifecycle_Bind          Engine::Bind of the lead, of which a decision
//                              needs at least one
//   BM_Lifecycle_Evaluate      Engine::Evaluate of it, likewise
//   BM_Lifecycle_Decide        Engine::Decide: facts bound, scored, time
//                              followed, event taken, next check found
//   BM_Lifecycle_Decide_Score  the same with the report of the score
//   BM_Lifecycle_Replay        Engine::Replay of whole logs
//
// All end in the same states, which is checked before anything is measured. The
// counter state_bytes is the size of a LeadState as protobuf, on average.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/hand_written_lifecycle.h"
#include "benchmarks/lifecycle_job.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/proto/bytes.h"

namespace lotse {
namespace {

constexpr size_t kLeads = 500;
constexpr size_t kEventsEach = 40;
constexpr int64_t kEvents = kLeads * kEventsEach;

void Expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "lifecycle_benchmark: %s\n", what);
  std::exit(1);
}

struct Job {
  Job()
      : engine(*CompileEngine(*Preset("b2b_lifecycle"))),
        data(MakeLifecycleJob(kLeads, kEventsEach)) {
    for (const std::vector<LeadEvent>& log : data.logs) {
      steps.push_back(HandSteps(log));
    }
    Check();
  }

  void Check() {
    EngineScratch scratch;
    size_t bytes = 0;
    for (size_t i = 0; i < kLeads; ++i) {
      HandLead lead;
      LeadState state;
      for (size_t e = 0; e < kEventsEach; ++e) {
        const LeadEvent& event = data.logs[i][e];
        TakeByHand(steps[i][e], &lead);
        const absl::StatusOr<Decision> decision = engine.Decide(
            data.facts, state, event, event.occurred_at, {}, &scratch);
        Expect(decision.ok(), "a decision failed");
        state = decision->state;
        Expect(state.state == NameOf(lead.state), "the states differ");
      }
      Expect(state.state == data.ends[i], "the ends differ");
      bytes += proto::ToBytes(state).size();
    }
    state_bytes = static_cast<double>(bytes) / kLeads;
  }

  Engine engine;
  LifecycleJob data;
  // By lead.
  std::vector<std::vector<HandStep>> steps;
  double state_bytes = 0;
};

Job& TheJob() {
  static Job& job = *new Job();
  return job;
}

void BM_Lifecycle_Switch(benchmark::State& state) {
  const Job& job = TheJob();
  for (auto _ : state) {
    int sum = 0;
    for (const std::vector<HandStep>& steps : job.steps) {
      HandLead lead;
      for (const HandStep& step : steps) sum += TakeByHand(step, &lead);
      sum += lead.tasks;
    }
    benchmark::DoNotOptimize(sum);
  }
  state.counters["leads"] = static_cast<double>(kEvents);
}
BENCHMARK(BM_Lifecycle_Switch);

void BM_Lifecycle_Take(benchmark::State& state) {
  const Job& job = TheJob();
  EngineScratch scratch;
  const Lifecycle& lifecycle = job.engine.lifecycles()[0];
  const Instant start = job.data.logs[0][0].occurred_at;
  const LeadView view =
      job.engine.Bind(job.data.facts, start, &scratch).value();
  LifecycleMoment moment;
  moment.view = job.engine.Evaluate(view, start, {}, false, &scratch).view;
  moment.row = absl::MakeSpan(scratch.row);
  for (auto _ : state) {
    for (const std::vector<LeadEvent>& log : job.data.logs) {
      LeadState lead;
      lifecycle.Publish(lead, moment.row);
      for (const LeadEvent& event : log) {
        moment.at = event.occurred_at;
        LifecycleSteps steps;
        benchmark::DoNotOptimize(
            lifecycle.Take(event, moment, &lead, &scratch.lifecycle, &steps));
      }
    }
  }
  state.counters["leads"] = static_cast<double>(kEvents);
}
BENCHMARK(BM_Lifecycle_Take);

void BM_Lifecycle_Bind(benchmark::State& state) {
  const Job& job = TheJob();
  EngineScratch scratch;
  const Instant at = job.data.end;
  for (auto _ : state) {
    benchmark::DoNotOptimize(job.engine.Bind(job.data.facts, at, &scratch));
  }
  state.counters["leads"] = 1;
}
BENCHMARK(BM_Lifecycle_Bind);
void BM_Lifecycle_Evaluate(benchmark::State& state) {
  const Job& job = TheJob();
  EngineScratch scratch;
  const Instant at = job.data.end;
  const LeadView view = *job.engine.Bind(job.data.facts, at, &scratch);
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        job.engine.Evaluate(view, at, {}, false, &scratch));
  }
  state.counters["leads"] = 1;
}
BENCHMARK(BM_Lifecycle_Evaluate);
void Decide(const DecideOptions& options, benchmark::State& state) {
  const Job& job = TheJob();
  EngineScratch scratch;
  for (auto _ : state) {
    for (const std::vector<LeadEvent>& log : job.data.logs) {
      LeadState lead;
      for (const LeadEvent& event : log) {
        lead = std::move(job.engine
                             .Decide(job.data.facts, lead, event,
                                     event.occurred_at, options, &scratch)
                             ->state);
      }
      benchmark::DoNotOptimize(lead.revision);
    }
  }
  state.counters["leads"] = static_cast<double>(kEvents);
  state.counters["state_bytes"] = job.state_bytes;
}
void BM_Lifecycle_Decide(benchmark::State& state) { Decide({}, state); }
BENCHMARK(BM_Lifecycle_Decide);
void BM_Lifecycle_Decide_Score(benchmark::State& state) {
  DecideOptions options;
  options.score.emplace();
  Decide(options, state);
}
BENCHMARK(BM_Lifecycle_Decide_Score);

void BM_Lifecycle_Replay(benchmark::State& state) {
  const Job& job = TheJob();
  EngineScratch scratch;
  for (auto _ : state) {
    for (const std::vector<LeadEvent>& log : job.data.logs) {
      benchmark::DoNotOptimize(
          job.engine.Replay(job.data.facts, log, job.data.end, {}, &scratch));
    }
  }
  state.counters["leads"] = static_cast<double>(kEvents);
}
BENCHMARK(BM_Lifecycle_Replay);

}  // namespace
}  // namespace lotse
