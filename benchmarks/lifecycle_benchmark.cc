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

#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "benchmarks/lifecycle_job.h"
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"
#include "lotse/proto/bytes.h"

namespace lotse {
namespace {

constexpr size_t kLeads = 500;
constexpr size_t kEventsEach = 40;
constexpr int64_t kEvents = kLeads * kEventsEach;

// The hand-written machine: numbers for states and events, as a program would
// have them.
enum HandState {
  kNew,
  kQualifying,
  kVerifying,
  kCorrecting,
  kNurturing,
  kTransferred,
  kAccepted,
  kRejected,
  kDiscovery,
  kProposal,
  kNegotiation,
  kLost,
  kRecycled
};
enum HandEvent {
  kCapture,
  kCallNeeded,
  kVerified,
  kWrongData,
  kChecked,
  kTransfer,
  kNurture,
  kAccept,
  kReject,
  kRequalify,
  kPromote,
  kPropose,
  kNegotiate,
  kDemote,
  kLose,
  kRecycle,
  kResume,
  kReopen,
  kOfferSample,
  kOfferMeeting
};
constexpr absl::string_view kStateNames[] = {
    "new",         "qualifying", "verifying", "correcting", "nurturing",
    "transferred", "accepted",   "rejected",  "discovery",  "proposal",
    "negotiation", "lost",       "recycled"};
constexpr absl::string_view kEventNames[] = {
    "capture",  "call_needed", "verified",  "wrong_data",   "checked",
    "transfer", "nurture",     "accept",    "reject",       "requalify",
    "promote",  "propose",     "negotiate", "demote",       "lose",
    "recycle",  "resume",      "reopen",    "offer_sample", "offer_meeting"};

struct HandLead {
  HandState state = kNew;
  bool complete = true;
  bool has_proof = true;
  bool open_deal = false;
  int tasks = 0;
};

struct HandStep {
  HandEvent event;
  bool human;
  bool has_reason;
};

bool Take(const HandStep& step, HandLead* lead) {
  switch (lead->state) {
    case kNew:
      if (step.event != kCapture || !lead->has_proof || !lead->complete) break;
      lead->tasks += 1;
      lead->state = kQualifying;
      return true;
    case kQualifying:
      switch (step.event) {
        case kCallNeeded:
          lead->tasks += 1;
          lead->state = kVerifying;
          return true;
        case kWrongData:
          lead->state = kCorrecting;
          return true;
        case kTransfer:
          if (!step.human || lead->open_deal) return false;
          lead->state = kTransferred;
          return true;
        case kNurture:
          lead->state = kNurturing;
          return true;
        case kRecycle:
          lead->state = kRecycled;
          return true;
        case kOfferSample:
        case kOfferMeeting:
          lead->tasks += 1;
          return true;
        default:
          return false;
      }
    case kVerifying:
      if (step.event == kVerified) {
        lead->state = kQualifying;
        return true;
      }
      if (step.event != kWrongData) break;
      lead->state = kCorrecting;
      return true;
    case kCorrecting:
      if (step.event != kChecked || !step.human) break;
      lead->state = kQualifying;
      return true;
    case kNurturing:
      switch (step.event) {
        case kTransfer:
          if (!step.human || lead->open_deal) return false;
          lead->state = kTransferred;
          return true;
        case kRecycle:
          lead->state = kRecycled;
          return true;
        case kOfferSample:
        case kOfferMeeting:
          lead->tasks += 1;
          return true;
        default:
          return false;
      }
    case kTransferred:
      if (step.event == kAccept) {
        lead->state = kAccepted;
        return true;
      }
      if (step.event != kReject || !step.has_reason) break;
      lead->state = kRejected;
      return true;
    case kAccepted:
      switch (step.event) {
        case kReject:
          if (!step.has_reason) return false;
          lead->state = kRejected;
          return true;
        case kPromote:
          if (!step.human) return false;
          lead->state = kDiscovery;
          return true;
        case kOfferSample:
        case kOfferMeeting:
          lead->tasks += 1;
          return true;
        default:
          return false;
      }
    case kRejected:
      if (step.event == kRequalify) {
        lead->state = kQualifying;
        return true;
      }
      if (step.event != kRecycle) break;
      lead->state = kRecycled;
      return true;
    case kDiscovery:
    case kProposal:
    case kNegotiation:
      switch (step.event) {
        case kPropose:
          if (lead->state != kDiscovery) return false;
          lead->state = kProposal;
          return true;
        case kNegotiate:
          if (lead->state != kProposal) return false;
          lead->state = kNegotiation;
          return true;
        case kDemote:
          if (!step.human || !step.has_reason) return false;
          lead->state = kQualifying;
          return true;
        case kLose:
          if (!step.has_reason) return false;
          lead->state = kLost;
          return true;
        case kOfferSample:
        case kOfferMeeting:
          if (lead->state != kDiscovery) return false;
          lead->tasks += 1;
          return true;
        default:
          return false;
      }
    case kLost:
      if (step.event != kReopen || !step.human) break;
      lead->state = kQualifying;
      return true;
    case kRecycled:
      if (step.event != kResume) break;
      lead->state = kNurturing;
      return true;
  }
  return false;
}

template <size_t kSize>
int IndexOf(const absl::string_view (&names)[kSize], absl::string_view name) {
  for (size_t i = 0; i < kSize; ++i) {
    if (names[i] == name) return static_cast<int>(i);
  }
  return -1;
}

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
      for (const LeadEvent& event : log) {
        const int index = IndexOf(kEventNames, event.event);
        Expect(index >= 0, "an event is not in the switch");
        steps.push_back({static_cast<HandEvent>(index),
                         event.actor.kind == ActorKind::kPerson,
                         !event.reason.empty()});
      }
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
        Take(steps[i * kEventsEach + e], &lead);
        const absl::StatusOr<Decision> decision = engine.Decide(
            data.facts, state, event, event.occurred_at, {}, &scratch);
        Expect(decision.ok(), "a decision failed");
        state = decision->state;
        Expect(state.state == kStateNames[lead.state], "the states differ");
      }
      Expect(state.state == data.ends[i], "the ends differ");
      bytes += proto::ToBytes(state).size();
    }
    state_bytes = static_cast<double>(bytes) / kLeads;
  }

  Engine engine;
  LifecycleJob data;
  std::vector<HandStep> steps;
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
    for (size_t i = 0; i < kLeads; ++i) {
      HandLead lead;
      for (size_t e = 0; e < kEventsEach; ++e) {
        sum += Take(job.steps[i * kEventsEach + e], &lead);
      }
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
