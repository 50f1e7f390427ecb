// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/lifecycle/lifecycle.h"
#include "tests/testing/small_lifecycle.h"
#include "tests/testing/spec_paths.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> IssuesOfSpec(const LifecycleSpec& spec) {
  SpecIssues issues;
  ValidateLifecycle(spec, SmallCatalog(spec), {}, FieldPath("lifecycle"),
                    &issues);
  return IssuesOf(issues);
}

TEST(ValidateLifecycle, AcceptsWhatIsRight) {
  EXPECT_THAT(IssuesOfSpec(SmallLifecycle()), IsEmpty());
}

TEST(ValidateLifecycle, NamesWhatIsWrongByItsPath) {
  const struct {
    std::function<void(LifecycleSpec*)> change;
    const char* expected;
  } kCases[] = {
      {[](LifecycleSpec* s) { s->name = "Small"; }, "lifecycle.name: is no id"},
      {[](LifecycleSpec* s) { s->states.clear(); },
       "lifecycle.states: is empty"},
      {[](LifecycleSpec* s) { s->states[0].id = "new"; },
       "lifecycle.states[0].id: is the name of leads that have no state yet"},
      {[](LifecycleSpec* s) { s->states[1].id = "fresh"; },
       "lifecycle.states[1].id: stands twice"},
      {[](LifecycleSpec* s) { s->states[0].phase = Phase::kUnspecified; },
       "lifecycle.states[0].phase: must be lead, opportunity or closed"},
      {[](LifecycleSpec* s) { s->states[0].owners[0].role = "sale"; },
       "lifecycle.states[0].owners[0].role: unknown role; did you mean "
       "\"sales\"?"},
      {[](LifecycleSpec* s) {
         s->states[0].owners.push_back({"sales", Condition()});
       },
       "lifecycle.states[0].owners[0]: is for all leads"},
      {[](LifecycleSpec* s) { s->states[1].timers[0].after = Duration(); },
       "lifecycle.states[1].timers[0].after: must be above 0"},
      {[](LifecycleSpec* s) { s->states[1].timers[0].calendar = "office"; },
       "lifecycle.states[1].timers[0].calendar: unknown calendar"},
      {[](LifecycleSpec* s) { s->states[1].timers[0].event = "accept"; },
       "timers[0].event: may not be raised by \"machine\""},
      {[](LifecycleSpec* s) { s->roles[0].id = "machine"; },
       "lifecycle.roles: \"machine\" and \"party\" are actors"},
      {[](LifecycleSpec* s) { s->events[0].id = "assigned"; },
       "lifecycle.events[0].id: is built in"},
      {[](LifecycleSpec* s) { s->events[0].also[0] = "accept"; },
       "lifecycle.events[1].id: stands twice"},
      {[](LifecycleSpec* s) { s->events[1].raised_by = {"seller"}; },
       "lifecycle.events[1].raised_by[0]: unknown role"},
      {[](LifecycleSpec* s) { s->transitions[0].event = "captur"; },
       "lifecycle.transitions[0].event: unknown event; did you mean "
       "\"capture\"?"},
      {[](LifecycleSpec* s) { s->transitions[0].to = "frsh"; },
       "lifecycle.transitions[0].to: unknown state; did you mean \"fresh\"?"},
      {[](LifecycleSpec* s) { s->transitions[2].from = {"pased"}; },
       "lifecycle.transitions[2].from[0]: unknown state"},
      {[](LifecycleSpec* s) {
         s->transitions[2].when = Condition::FromText("redy = true");
       },
       "lifecycle.transitions[2].when: "},
      {[](LifecycleSpec* s) { s->transitions[1].when = Condition(); },
       "lifecycle.transitions[1].when: is missing: a transition without event"},
      {[](LifecycleSpec* s) { s->transitions[1].to.clear(); },
       "lifecycle.transitions[1].to: is missing"},
      {[](LifecycleSpec* s) { s->transitions[1].human = true; },
       "lifecycle.transitions[1].human: needs an event"},
      {[](LifecycleSpec* s) { s->transitions[3].human = true; },
       "lifecycle.transitions[3].human: no person may raise the event"},
      {[](LifecycleSpec* s) { s->transitions[4].reasons[1] = "no_budget"; },
       "lifecycle.transitions[4].reasons[1]: stands twice"},
      {[](LifecycleSpec* s) { s->transitions[2].effects.tasks = {"call"}; },
       "lifecycle.transitions[2].effects.tasks[0]: unknown task"},
      {[](LifecycleSpec* s) {
         s->transitions[2].effects.notices = {"call_lead"};
       },
       "lifecycle.transitions[2].effects.notices[0]: unknown notice"},
      {[](LifecycleSpec* s) {
         s->transitions[4].effects.record_activity = "demotion";
       },
       "lifecycle.transitions[4].effects.record_activity: "},
      {[](LifecycleSpec* s) { s->clocks[0].target = Duration::Seconds(-1); },
       "lifecycle.clocks[0].target: must be above 0"},
      {[](LifecycleSpec* s) { s->clocks[0].start_states.clear(); },
       "lifecycle.clocks[0]: nothing starts it"},
      {[](LifecycleSpec* s) { s->clocks[1].met_states.clear(); },
       "lifecycle.clocks[1]: nothing meets it"},
      {[](LifecycleSpec* s) { s->clocks[1].met_states = {"passed"}; },
       "lifecycle.clocks[1].start_states[0]: the state also ends the clock"},
      {[](LifecycleSpec* s) { s->clocks[0].warn_before = Duration::Hours(1); },
       "lifecycle.clocks[0].warn_before: must be less than the target"},
      {[](LifecycleSpec* s) { s->clocks[0].warn_before = Duration(); },
       "lifecycle.clocks[0].on_warning: needs warn_before"},
      {[](LifecycleSpec* s) {
         s->clocks[0].escalate_after = {Duration::Seconds(2),
                                        Duration::Seconds(2)};
       },
       "lifecycle.clocks[0].escalate_after[1]: must be later"},
      {[](LifecycleSpec* s) { s->clocks[0].response.kinds = {"cal"}; },
       "lifecycle.clocks[0].response.kinds[0]: "},
      {[](LifecycleSpec* s) { s->clocks[0].on_breach = {"later"}; },
       "lifecycle.clocks[0].on_breach[0]: unknown task or notice; did you mean "
       "\"late\"?"},
      {[](LifecycleSpec* s) { s->tasks[0].consent_channel.clear(); },
       "lifecycle.tasks[0].consent_purpose: purpose and channel"},
      {[](LifecycleSpec* s) { s->notices[0].id = "call_lead"; },
       "lifecycle.notices[0].id: is the id of a task"},
      {[](LifecycleSpec* s) {
         s->removed_states = {{"fresh", "deal"}};
       },
       "lifecycle.removed_states[0].id: is a state that there is"},
      {[](LifecycleSpec* s) {
         s->adopted = {{"Open", "opn"}};
       },
       "lifecycle.adopted[0].state: unknown state"},
      {[](LifecycleSpec* s) { s->clock_skew = Duration::Seconds(-1); },
       "lifecycle.clock_skew: must be from 0"}};
  for (const auto& test : kCases) {
    LifecycleSpec spec = SmallLifecycle();
    test.change(&spec);
    EXPECT_THAT(IssuesOfSpec(spec), Contains(HasSubstr(test.expected)));
  }
}

TEST(CompileLifecycle, ReturnsTheFirstIssue) {
  LifecycleSpec spec = SmallLifecycle();
  spec.transitions[0].to = "nowhere";
  EXPECT_THAT(CompileLifecycle(spec, SmallCatalog(spec)),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("lifecycle.transitions[0].to")));
}

}  // namespace
}  // namespace lotse
