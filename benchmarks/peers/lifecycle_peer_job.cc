// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lifecycle_peer_job: the job of lifecycle_job.h for programs in other
// languages, and the figures of Lotse, of a switch written by hand and, where
// Boost is there, of Boost.MSM.
//
//   lifecycle_peer_job FILE LEADS EVENTS_EACH ROUNDS
//
// Leaves in FILE, as JSON: `ways` (of LifecycleWay), `logs` (a list of events
// for each lead: type, human, reason) and `ends` (the states that they end in).
// Prints a line of JSON: events, and the nanoseconds of processor time of an
// event in the fastest round: `switch`, `msm`, `take`, `decide` and `replay`.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "benchmarks/hand_written_lifecycle.h"
#include "benchmarks/lifecycle_job.h"
#ifdef LOTSE_HAVE_BOOST
#include "benchmarks/peers/boost_lifecycle.h"
#endif
#include "lotse/engine/engine.h"
#include "lotse/engine/presets.h"

namespace lotse {
namespace {

void Expect(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "lifecycle_peer_job: %s\n", what);
  std::exit(1);
}

template <typename Work>
double Fastest(int rounds, size_t items, Work work) {
  double best = 1e300;
  for (int i = 0; i < rounds; ++i) {
    const std::clock_t start = std::clock();
    work();
    const double seconds =
        static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    best = std::min(best, seconds * 1e9 / static_cast<double>(items));
  }
  return best;
}

// Names are keys: nothing in them needs to be escaped.
std::string Quoted(absl::string_view name) {
  return absl::StrCat("\"", name, "\"");
}

std::string ListOf(const std::vector<std::string>& items) {
  return absl::StrCat("[", absl::StrJoin(items, ","), "]");
}

std::string ToJson(const LifecycleJob& job) {
  std::vector<std::string> ways, logs, ends;
  for (const LifecycleWay& way : LifecycleWays()) {
    ways.push_back(absl::StrFormat(
        R"({"from": "%s", "event": "%s", "to": "%s", "guard": "%s", "task": %s})",
        way.from, way.event, way.to, way.guard, way.task ? "true" : "false"));
  }
  for (const std::vector<LeadEvent>& log : job.logs) {
    std::vector<std::string> events;
    for (const LeadEvent& event : log) {
      events.push_back(absl::StrFormat(
          R"({"type": "%s", "human": %s, "reason": %s})", event.event,
          event.actor.kind == ActorKind::kPerson ? "true" : "false",
          event.reason.empty() ? "false" : "true"));
    }
    logs.push_back(ListOf(events));
  }
  for (const std::string& end : job.ends) ends.push_back(Quoted(end));
  return absl::StrCat("{\"ways\":", ListOf(ways), ",\"logs\":", ListOf(logs),
                      ",\"ends\":", ListOf(ends), "}\n");
}

void Run(const std::string& path, size_t leads, size_t each, int rounds) {
  const LifecycleJob job = MakeLifecycleJob(leads, each);
  const std::string text = ToJson(job);
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  Expect(file != nullptr &&
             std::fwrite(text.data(), 1, text.size(), file) == text.size() &&
             std::fclose(file) == 0,
         "cannot write the file");

  const Engine engine = *CompileEngine(*Preset("b2b_lifecycle"));
  EngineScratch scratch;
  const size_t events = leads * each;
  const double decide = Fastest(rounds, events, [&] {
    for (size_t i = 0; i < leads; ++i) {
      LeadState state;
      for (const LeadEvent& event : job.logs[i]) {
        state = std::move(engine
                              .Decide(job.facts, std::move(state), event,
                                      event.occurred_at, {}, &scratch)
                              ->state);
      }
      Expect(state.state == job.ends[i], "a decision ends elsewhere");
    }
  });
  const double replay = Fastest(rounds, events, [&] {
    for (size_t i = 0; i < leads; ++i) {
      Expect(engine.Replay(job.facts, job.logs[i], job.end, {}, &scratch)
                     ->state.state == job.ends[i],
             "a replay ends elsewhere");
    }
  });
  const Lifecycle& lifecycle = engine.lifecycles()[0];
  const Instant start = job.logs[0][0].occurred_at;
  LifecycleMoment moment;
  const LeadView view = engine.Bind(job.facts, start, &scratch).value();
  moment.view = engine.Evaluate(view, start, {}, false, &scratch).view;
  moment.row = absl::MakeSpan(scratch.row);
  const double take = Fastest(rounds, events, [&] {
    for (const std::vector<LeadEvent>& log : job.logs) {
      LeadState state;
      lifecycle.Publish(state, moment.row);
      for (const LeadEvent& event : log) {
        moment.at = event.occurred_at;
        LifecycleSteps steps;
        lifecycle.Take(event, moment, &state, &scratch.lifecycle, &steps);
      }
    }
  });
  std::vector<std::vector<HandStep>> steps;
  for (const std::vector<LeadEvent>& log : job.logs) {
    steps.push_back(HandSteps(log));
  }
  const double by_hand = Fastest(rounds, events, [&] {
    for (size_t i = 0; i < leads; ++i) {
      HandLead lead;
      for (const HandStep& step : steps[i]) TakeByHand(step, &lead);
      Expect(NameOf(lead.state) == job.ends[i], "the switch ends elsewhere");
    }
  });
  std::string figures = absl::StrFormat(
      "{\"events\": %d, \"take\": %.1f, \"decide\": %.1f, \"replay\": %.1f, "
      "\"switch\": %.1f",
      events, take, decide, replay, by_hand);
#ifdef LOTSE_HAVE_BOOST
  absl::StrAppendFormat(
      &figures, ", \"msm\": %.1f", Fastest(rounds, events, [&] {
        for (size_t i = 0; i < leads; ++i) {
          Expect(NameOf(RunBoostLifecycle(steps[i])) == job.ends[i],
                 "a Boost.MSM machine ends elsewhere");
        }
      }));
#endif
  std::printf("%s}\n", figures.c_str());
}

}  // namespace
}  // namespace lotse

int main(int argc, char** argv) {
  size_t leads = 0, each = 0;
  int rounds = 0;
  lotse::Expect(argc == 5 && absl::SimpleAtoi(argv[2], &leads) && leads > 0 &&
                    absl::SimpleAtoi(argv[3], &each) && each > 0 &&
                    absl::SimpleAtoi(argv[4], &rounds) && rounds > 0,
                "usage: lifecycle_peer_job FILE LEADS EVENTS_EACH ROUNDS");
  lotse::Run(argv[1], leads, each, rounds);
  return 0;
}
