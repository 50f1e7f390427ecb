// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What holds for every lifecycle and every story: decisions, in whatever order
// events arrive, and replays all tell what the slow reference tells. A story
// has 18 events on average, so the 200,000 rounds of `script/test --full
// random` take more than ten million events through decisions and replays.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/engine.h"
#include "tests/testing/random_lifecycle.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

constexpr int64_t kSeconds = 200;

Instant At(int64_t second) {
  return *Instant::Parse("2026-11-23T12:00:00Z") + Duration::Seconds(second);
}
int64_t SecondOf(Instant t) { return (t.micros() - At(0).micros()) / 1000000; }

Schema StorySchema() {
  Schema schema;
  for (const char* key : {"a", "b"}) {
    AttributeSpec attribute;
    attribute.key = key;
    attribute.type = ValueType::kText;
    schema.lead.push_back(attribute);
  }
  schema.activity_kinds = {{"call", {}, false}};
  return schema;
}

// All facts of a story.
Facts FactsOf(const ReferenceStory& story) {
  Facts facts;
  facts.lead.id = "L-1";
  const auto add = [&](const char* key,
                       const std::map<int64_t, std::string>& fact) {
    for (const auto& [since, text] : fact) {
      Attribute attribute;
      attribute.key = key;
      attribute.value.kind = text;
      attribute.since = At(since);
      facts.lead.attributes.push_back(attribute);
    }
  };
  add("a", story.a);
  add("b", story.b);
  facts.persons.resize(1);
  for (int64_t call : story.calls) {
    Activity activity;
    activity.id = std::to_string(facts.persons[0].activities.size());
    activity.kind = "call";
    activity.occurred_at = At(call);
    facts.persons[0].activities.push_back(activity);
  }
  return facts;
}

std::vector<LeadEvent> EventsOf(const ReferenceStory& story) {
  std::vector<LeadEvent> events;
  for (const ReferenceEvent& event : story.events) {
    LeadEvent e;
    e.id = event.id;
    e.event = event.event;
    e.occurred_at = At(event.second);
    e.reason = event.reason;
    if (!event.role.empty()) e.actor = {ActorKind::kPerson, "u", event.role};
    events.push_back(e);
  }
  std::sort(
      events.begin(), events.end(), [](const LeadEvent& a, const LeadEvent& b) {
        return a.occurred_at != b.occurred_at ? a.occurred_at < b.occurred_at
                                              : a.id < b.id;
      });
  return events;
}

// The steps of several decisions, as the reference writes them.
class History {
 public:
  void Add(const LifecycleSteps& steps) {
    for (const TransitionMade& made : steps.transitions) {
      transitions.push_back(std::to_string(SecondOf(made.at)) + ": " +
                            made.from + " -> " + made.to + " by " +
                            made.transition);
    }
    for (const ClockMark& mark : steps.clocks) {
      marks.push_back(
          std::to_string(SecondOf(mark.at)) + ": " +
          std::string(NameOf(mark.kind)) +
          (mark.kind == ClockMarkKind::kMet && mark.late ? " late" : "") + " " +
          mark.clock);
    }
  }
  std::vector<std::string> transitions;
  std::vector<std::string> marks;
};

struct Round {
  RandomPipeline pipeline;
  ReferenceStory story;
  ReferenceEnd expected;
  Facts facts;
  std::vector<LeadEvent> events;
};

// A round with a valid lifecycle, and its engine.
Engine NewRound(RandomSource* random, Round* round) {
  EngineSpec spec;
  spec.schema = StorySchema();
  for (;;) {
    round->pipeline = RandomLifecycle(random);
    spec.lifecycles = {round->pipeline.spec};
    absl::StatusOr<Engine> engine = CompileEngine(spec);
    if (!engine.ok()) continue;
    round->story = RandomStory(kSeconds, random);
    round->expected = ReferenceLifecycle(
        round->pipeline.spec, round->pipeline.guards, round->story, kSeconds);
    round->facts = FactsOf(round->story);
    round->events = EventsOf(round->story);
    return *std::move(engine);
  }
}

// But for the revision, which counts decisions.
bool SameState(LeadState a, LeadState b) {
  a.revision = b.revision = 0;
  return a == b;
}

TEST(DecideProperty, AReplayIsWhatTheReferenceTells) {
  for (uint64_t seed : RandomSeeds(400)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    Round round;
    const Engine engine = NewRound(&random, &round);
    std::vector<LeadEvent> shuffled = round.events;
    for (size_t i = shuffled.size(); i > 1; --i) {
      std::swap(shuffled[i - 1], shuffled[random.Below(i)]);
    }
    // Some come twice.
    if (random.Chance(50)) shuffled.push_back(random.Pick(shuffled));
    ASSERT_OK_AND_ASSIGN(const Decision decision,
                         engine.Replay(round.facts, shuffled, At(kSeconds)));
    History history;
    history.Add(decision.steps);
    ASSERT_EQ(history.transitions, round.expected.transitions);
    ASSERT_EQ(history.marks, round.expected.marks);
    EXPECT_EQ(decision.state.state, round.expected.state);
    EXPECT_EQ(decision.state.loops, round.expected.loops);
    if (!decision.state.state.empty()) {
      EXPECT_EQ(SecondOf(decision.state.entered_at), round.expected.entered);
    }
  }
}

TEST(DecideProperty, DecisionsAndTicksAddUpToTheReplay) {
  for (uint64_t seed : RandomSeeds(300)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    Round round;
    const Engine engine = NewRound(&random, &round);
    ASSERT_OK_AND_ASSIGN(
        const Decision replay,
        engine.Replay(round.facts, round.events, At(kSeconds)));
    LeadState state;
    History history;
    Instant now = At(0);
    int64_t revision = 0;
    for (size_t e = 0; e <= round.events.size(); ++e) {
      // The host looks now and then, at no particular instant.
      const Instant next =
          e < round.events.size() ? round.events[e].occurred_at : At(kSeconds);
      while (random.Chance(50) && now < next) {
        now = Instant::FromMicros(
            now.micros() + 1 +
            static_cast<int64_t>(random.Below(
                static_cast<size_t>(next.micros() - now.micros()))));
        if (now >= next) break;
        ASSERT_OK_AND_ASSIGN(const Decision tick,
                             engine.Tick(round.facts, state, now));
        history.Add(tick.steps);
        if (random.Chance(80) || tick.outcome == DecisionOutcome::kApplied) {
          state = tick.state;
        }
      }
      if (e == round.events.size()) break;
      now = next;
      ASSERT_OK_AND_ASSIGN(
          const Decision decision,
          engine.Decide(round.facts, state, round.events[e], now));
      ASSERT_NE(decision.outcome, DecisionOutcome::kNeedsReplay);
      ASSERT_GT(decision.state.revision, revision);
      revision = decision.state.revision;
      history.Add(decision.steps);
      state = decision.state;
      // A second time it changes nothing.
      ASSERT_OK_AND_ASSIGN(
          const Decision again,
          engine.Decide(round.facts, state, round.events[e], now));
      ASSERT_EQ(again.outcome, DecisionOutcome::kDuplicate);
      ASSERT_TRUE(again.state == state);
    }
    ASSERT_OK_AND_ASSIGN(const Decision last,
                         engine.Tick(round.facts, state, At(kSeconds)));
    history.Add(last.steps);
    EXPECT_EQ(history.transitions, round.expected.transitions);
    EXPECT_EQ(history.marks, round.expected.marks);
    EXPECT_TRUE(SameState(last.state, replay.state));
  }
}

TEST(DecideProperty, LateEventsGiveTheSameStateOrAskForAReplay) {
  size_t needs_replay = 0, late_but_fine = 0;
  const std::vector<uint64_t> seeds = RandomSeeds(300);
  for (uint64_t seed : seeds) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    Round round;
    const Engine engine = NewRound(&random, &round);
    // Each event arrives some time after it happened.
    std::vector<std::pair<int64_t, LeadEvent>> arrivals;
    for (const LeadEvent& event : round.events) {
      // What is told of facts is told in time, as they are known all along.
      const int64_t delay =
          event.event == kFactsChangedEvent || random.Chance(70)
              ? 0
              : random.Between(1, 40);
      arrivals.emplace_back(SecondOf(event.occurred_at) + delay, event);
    }
    std::stable_sort(
        arrivals.begin(), arrivals.end(),
        [](const auto& a, const auto& b) { return a.first < b.first; });
    LeadState state;
    std::vector<LeadEvent> known;
    for (const auto& [second, event] : arrivals) {
      known.push_back(event);
      ASSERT_OK_AND_ASSIGN(
          const Decision decision,
          engine.Decide(round.facts, state, event, At(second)));
      if (decision.outcome == DecisionOutcome::kNeedsReplay) {
        ++needs_replay;
        ASSERT_TRUE(decision.state == state);
        ASSERT_OK_AND_ASSIGN(const Decision replay,
                             engine.Replay(round.facts, known, At(second)));
        state = replay.state;
        continue;
      }
      late_but_fine += At(second) > event.occurred_at;
      state = decision.state;
      // What is decided is the replay of what is known.
      ASSERT_OK_AND_ASSIGN(const Decision replay,
                           engine.Replay(round.facts, known, At(second)));
      ASSERT_TRUE(SameState(state, replay.state));
    }
  }
  // A single story may have neither.
  if (seeds.size() < 300) return;
  EXPECT_GT(needs_replay, 10u);
  EXPECT_GT(late_but_fine, 10u);
}

TEST(DecideProperty, NextCheckIsNeverLate) {
  for (uint64_t seed : RandomSeeds(100)) {
    SCOPED_TRACE(SeedNote(seed));
    RandomSource random(seed);
    Round round;
    const Engine engine = NewRound(&random, &round);
    LeadState state;
    size_t e = 0;
    Instant next_check;
    for (int64_t second = 0; second <= kSeconds; ++second) {
      for (;
           e < round.events.size() && round.events[e].occurred_at == At(second);
           ++e) {
        ASSERT_OK_AND_ASSIGN(
            const Decision decision,
            engine.Decide(round.facts, state, round.events[e], At(second)));
        state = decision.state;
        next_check = decision.next_check_at;
      }
      ASSERT_OK_AND_ASSIGN(const Decision tick,
                           engine.Tick(round.facts, state, At(second)));
      if (tick.outcome == DecisionOutcome::kApplied) {
        ASSERT_NE(next_check, Instant());
        ASSERT_LE(next_check.micros(), At(second).micros());
      }
      state = tick.state;
      next_check = tick.next_check_at;
      if (next_check != Instant()) {
        ASSERT_GT(next_check.micros(), At(second).micros());
      }
    }
  }
}

}  // namespace
}  // namespace lotse
