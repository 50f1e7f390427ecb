// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/score/questionnaire.h"
#include "tests/score/questionnaire_fixture.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> IssuesOf(const QuestionnaireSpec& spec) {
  SpecIssues issues;
  ValidateQuestionnaire(spec, *CompileFactCatalog(SomeSchema()), FieldPath("q"),
                        &issues);
  std::vector<std::string> texts;
  for (const SpecIssue& issue : issues.list())
    texts.push_back(issue.ToString());
  return texts;
}

QuestionnaireSpec GoodSpec() {
  QuestionSpec decides = Question("decides");
  decides.yes.points = P(5);
  decides.no.veto = true;
  QuestionSpec criteria = Question("criteria");
  criteria.options = {OptionWorth("price", 2), OptionWorth("service", 3)};
  QuestionSpec users = Question("users");
  users.bands = {BandWorth(Value{int64_t{0}}, Value{int64_t{10}}, 1),
                 BandWorth(Value{int64_t{10}}, Value(), 4)};
  return SpecOf({BudgetQuestion(), AmountQuestion(), decides, criteria, users});
}

TEST(ValidateQuestionnaire, AcceptsEveryTypeOfQuestion) {
  EXPECT_THAT(IssuesOf(GoodSpec()), IsEmpty());
}

struct BadSpec {
  const char* what;
  std::function<void(QuestionnaireSpec*)> spoil;
  // In this order, each a part of one issue; no others.
  std::vector<std::string> issues;
};

std::vector<BadSpec> BadSpecs() {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  using S = QuestionnaireSpec;
  const auto likelihood = [](double a, double b, double c) {
    return [=](S* s) {
      s->questions[0].options[0].likelihood = a;
      s->questions[0].options[1].likelihood = b;
      s->questions[0].options[2].likelihood = c;
    };
  };
  const auto effort = [](double e) {
    return [=](S* s) { s->questions[0].effort = e; };
  };
  const auto weight = [](double w) {
    return [=](S* s) { s->questions[0].weight = w; };
  };
  const auto when = [](size_t q, const char* text) {
    return [=](S* s) { s->questions[q].when = Condition::FromText(text); };
  };
  const std::string must_be = "must be from 0 to 1000000";
  return {
      {"name", [](S* s) { s->name = "B A N T"; }, {"q.name: is no key"}},
      {"version", [](S* s) { s->version = -1; }, {"q.version: must not be"}},
      {"no question",
       [](S* s) { s->questions.clear(); },
       {"q.questions: is empty"}},
      {"unknown question",
       [](S* s) { s->questions[0].key = "budgt"; },
       {"q.questions[0].key: unknown attribute \"answer.budgt\"; did you mean "
        "\"answer.budget\"?; declare the question in schema.answer"}},
      {"no key",
       [](S* s) { s->questions[0].key = "Budget!"; },
       {"q.questions[0].key: is no key"}},
      {"question twice",
       [](S* s) { s->questions.push_back(s->questions[0]); },
       {"q.questions[5].key: stands twice"}},
      {"no text",
       [](S* s) { s->questions[0].text = LocalText(); },
       {"q.questions[0].text: is missing"}},
      {"topic",
       [](S* s) { s->questions[0].topic = "Money "; },
       {"q.questions[0].topic: is no key"}},
      {"condition",
       when(1, "answer.budgt = \"x\""),
       {"q.questions[1].when: unknown attribute"}},
      {"protected",
       when(1, "age > 30"),
       {"q.questions[1].when: person.age must not be used for scoring"}},
      {"reads itself",
       when(0, "answer.budget is missing"),
       {"q.questions[0].when: waits for its own answer: budget reads budget"}},
      {"cycle",
       when(0, "not (amount is missing)"),
       {"q.questions[1].when: waits for its own answer: budget reads amount "
        "reads budget"}},
      {"cycle through a list and a tree",
       [](S* s) {
         NoneOf none;
         none.conditions = {
             Condition::FromText("any(answer.criteria) = \"price\"")};
         s->questions[2].when.kind = none;
         s->questions[3].when = Condition::FromText("decides");
       },
       {"q.questions[3].when: waits for its own answer: decides reads criteria "
        "reads decides"}},
      {"likelihoods half missing",
       [](S* s) { s->questions[0].options[1].likelihood = 1; },
       {"q.questions[0]: has a `likelihood` in some entries only"}},
      {"likelihood negative",
       likelihood(1, -1, 1),
       {"q.questions[0].options[1].likelihood: " + must_be}},
      {"likelihood NaN",
       likelihood(1, nan, 1),
       {"q.questions[0].options[1].likelihood: " + must_be}},
      {"likelihood infinite",
       likelihood(1, infinity, 1),
       {"q.questions[0].options[1].likelihood: " + must_be}},
      {"likelihoods 0",
       likelihood(0, 0, 0),
       {"q.questions[0]: has no entry with a `likelihood` above 0"}},
      {"effort 0", effort(0), {"q.questions[0].effort: must be above 0"}},
      {"effort negative", effort(-2), {"q.questions[0].effort: must be above"}},
      {"effort NaN", effort(nan), {"q.questions[0].effort: must be above 0"}},
      {"effort infinite",
       effort(infinity),
       {"q.questions[0].effort: must be above 0"}},
      {"weight negative", weight(-1), {"q.questions[0].weight: " + must_be}},
      {"weight NaN", weight(nan), {"q.questions[0].weight: " + must_be}},
      {"weight too large for the points",
       weight(200000),
       {"q.questions[0].options[0].points: is beyond 1000000 points, "
        "multiplied by `weight`",
        "q.questions[0].options[1].points: is beyond",
        "q.questions[0].options[2].points: is beyond"}},
      {"points",
       [](S* s) { s->questions[0].missing = P(2e6); },
       {"q.questions[0].missing: is beyond 1000000 points"}},
      {"sum",
       [](S* s) {
         for (QuestionSpec& q : s->questions) q.max = q.min = P(1e6);
       },
       {"q: can add up to more than 4000000 points"}},
      {"caps",
       [](S* s) {
         s->min = P(1);
         s->max = P(0);
       },
       {"q.max: is below `min`"}},
      {"caps of a question",
       [](S* s) {
         s->questions[3].min = P(1);
         s->questions[3].max = P(0);
       },
       {"q.questions[3].max: is below `min`"}},
      {"option twice",
       [](S* s) { s->questions[0].options[1].option = "approved"; },
       {"q.questions[0].options[1].option: stands twice"}},
      {"no option",
       [](S* s) { s->questions[0].options[1].option = "plan"; },
       {"q.questions[0].options[1].option: \"plan\" is no option of "
        "answer.budget"}},
      {"option of a list twice",
       [](S* s) { s->questions[3].options[1].option = "price"; },
       {"q.questions[3].options[1].option: stands twice"}},
      {"no option of a list",
       [](S* s) { s->questions[3].options[1].option = "prices"; },
       {"q.questions[3].options[1].option: \"prices\" is no option of "
        "answer.criteria; did you mean \"price\"?"}},
      {"options of a number",
       [](S* s) { s->questions[4].options = {OptionWorth("x", 1)}; },
       {"q.questions[4].options: do not fit: the answer is of type integer"}},
      {"bands of a text",
       [](S* s) { s->questions[0].bands = {BandWorth(Value(), Value(), 1)}; },
       {"q.questions[0].bands: do not fit: the answer is of type text"}},
      {"yes of a text",
       [](S* s) { s->questions[0].yes.points = P(1); },
       {"q.questions[0].yes: does not fit: the answer is of type text"}},
      {"hole",
       [](S* s) { s->questions[4].bands[1].from = Value{int64_t{11}}; },
       {"q.questions[4].bands[1].from: leaves a hole after the band before"}},
      {"overlap",
       [](S* s) { s->questions[4].bands[1].from = Value{int64_t{9}}; },
       {"q.questions[4].bands[1].from: overlaps the band before"}},
      {"bound of another type",
       [](S* s) { s->questions[4].bands[1].from = TextValue("10"); },
       {"q.questions[4].bands[1].from: answer.users is an integer"}},
      {"valid for",
       [](S* s) { s->questions[0].valid_for = Duration::Days(-1); },
       {"q.questions[0].valid_for: must be from 0 to"}},
      {"sources",
       [](S* s) {
         s->questions[0].preferred_sources = {"call", "", "call"};
       },
       {"q.questions[0].preferred_sources[1]: is empty",
        "q.questions[0].preferred_sources[2]: stands twice"}},
      {"too many sources",
       [](S* s) { s->questions[0].preferred_sources.resize(101, "x"); },
       {"q.questions[0].preferred_sources: has more than 100 entries"}},
      {"unknown attribute",
       [](S* s) { s->questions[1].attribute = "company.bugdet"; },
       {"q.questions[1].attribute: unknown attribute"}},
      {"built-in attribute",
       [](S* s) { s->questions[1].attribute = "opportunity.value"; },
       {"q.questions[1].attribute: must be a declared attribute"}},
      {"attribute of another type",
       [](S* s) { s->questions[0].attribute = "company.budget"; },
       {"q.questions[0].attribute: is of type money, but the answer is of type "
        "text"}},
      {"attribute with other options",
       [](S* s) { s->questions[0].attribute = "company.size"; },
       {"q.questions[0].attribute: cannot take the answer \"approved\""}},
  };
}

TEST(ValidateQuestionnaire, NamesWhatIsWrong) {
  for (const BadSpec& bad : BadSpecs()) {
    SCOPED_TRACE(bad.what);
    QuestionnaireSpec spec = GoodSpec();
    bad.spoil(&spec);
    const std::vector<std::string> issues = IssuesOf(spec);
    EXPECT_EQ(issues.size(), bad.issues.size())
        << ::testing::PrintToString(issues);
    for (size_t i = 0; i < std::min(issues.size(), bad.issues.size()); ++i) {
      EXPECT_THAT(issues[i], HasSubstr(bad.issues[i]));
    }
    EXPECT_THAT(CompileQuestionnaire(spec, *CompileFactCatalog(SomeSchema())),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("questionnaire")));
  }
}

TEST(ValidateQuestionnaire, AttributesMayTakeMoreThanTheAnswerGives) {
  QuestionnaireSpec spec = GoodSpec();
  spec.questions[4].attribute = "company.seats";
  QuestionSpec start = Question("start");
  start.attribute = "lead.start";
  spec.questions.push_back(start);
  EXPECT_THAT(IssuesOf(spec), IsEmpty());
}

TEST(ValidateQuestionnairesTogether, WantsOneRuleForEachAnswer) {
  std::vector<QuestionnaireSpec> specs = {GoodSpec(), GoodSpec(), GoodSpec()};
  specs[1].name = "other";
  specs[1].questions[0].valid_for = Duration::Days(3);
  SpecIssues issues;
  ValidateQuestionnairesTogether(specs, "questionnaires", FieldPath(), &issues);
  std::vector<std::string> texts;
  for (const SpecIssue& issue : issues.list())
    texts.push_back(issue.ToString());
  EXPECT_THAT(
      texts,
      ElementsAre("questionnaires[1].questions[0]: is also asked by \"test\": "
                  "give both the same `valid_for` and `preferred_sources`",
                  "questionnaires[2].name: stands twice"));
}

}  // namespace
}  // namespace lotse
