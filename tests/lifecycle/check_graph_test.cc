// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/lifecycle/check_graph.h"

#include <functional>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/lifecycle/lifecycle.h"
#include "tests/testing/small_lifecycle.h"
#include "tests/testing/spec_paths.h"

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

TEST(CheckGraph, FindsWhatMakesNoSenseTogether) {
  const struct {
    std::function<void(LifecycleSpec*)> change;
    const char* expected;
  } kCases[] = {
      // Nothing leads to the deal any more.
      {[](LifecycleSpec* s) { s->transitions[2].to = "won"; },
       "lifecycle.states[2]: no way leads there from \"new\""},
      // Every way out of every open state is gone.
      {[](LifecycleSpec* s) {
         s->transitions[6].from = {"fresh", "passed"};
         s->transitions[4].to = "deal";
         s->transitions[5].to.clear();
       },
       "lifecycle.states[2]: no transition leaves this open state"},
      {[](LifecycleSpec* s) {
         s->transitions.push_back(
             Way("note_again", {"fresh"}, "note", "gone", "big = true"));
       },
       "lifecycle.transitions[8].event: is never taken from some state: "
       "transitions[7] has no condition and comes first"},
      {[](LifecycleSpec* s) {
         s->transitions.push_back(
             Way("accept_big", {"passed"}, "accept", "won", "big = true"));
       },
       "lifecycle.transitions[8].priority: is that of transitions[2]"},
      {[](LifecycleSpec* s) {
         s->transitions[2].when =
             Condition::FromText("grade = \"A\" and grade = \"B\"");
       },
       "lifecycle.transitions[2].when: never holds"},
      {[](LifecycleSpec* s) {
         s->transitions[2].when = Condition::FromText(
             "state.loops >= 3 and (state.loops < 2 and ready = true)");
       },
       "lifecycle.transitions[2].when: never holds"},
      {[](LifecycleSpec* s) {
         s->transitions[2].when =
             Condition::FromText("grade is missing and grade != \"A\"");
       },
       "lifecycle.transitions[2].when: never holds"},
      {[](LifecycleSpec* s) { s->transitions[3].reasons = {"why"}; },
       "lifecycle.states[1].timers[0].event: no transition from this state"},
      {[](LifecycleSpec* s) { s->transitions[1].to = "fresh"; },
       "lifecycle.transitions[1].to: is the state it leaves"}};
  for (const auto& test : kCases) {
    LifecycleSpec spec = SmallLifecycle();
    test.change(&spec);
    EXPECT_THAT(IssuesOfSpec(spec), Contains(HasSubstr(test.expected)));
  }
}

TEST(CheckGraph, LetsRivalsBeThatDifferInPriorityOrReason) {
  LifecycleSpec spec = SmallLifecycle();
  TransitionSpec big =
      Way("accept_big", {"passed"}, "accept", "won", "big = true");
  big.priority = 1;
  spec.transitions.push_back(big);
  TransitionSpec other = Way("demote_other", {"deal"}, "demote", "gone");
  other.reasons = {"spam"};
  spec.transitions.push_back(other);
  EXPECT_THAT(IssuesOfSpec(spec), IsEmpty());
}

TEST(CheckGraph, LetsAnOpenStateRestThatIsMeantTo) {
  LifecycleSpec spec = SmallLifecycle();
  spec.transitions[6].from = {"fresh", "passed"};
  spec.transitions[4].to = "deal";
  spec.transitions[5].to.clear();
  spec.states[2].final_state = true;
  spec.states.erase(spec.states.begin() + 3);
  EXPECT_THAT(IssuesOfSpec(spec), IsEmpty());
}

}  // namespace
}  // namespace lotse
