// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What docs/questionnaire.md says is what a questionnaire does.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/engine/questionnaire_presets.h"
#include "lotse/proto/json.h"
#include "lotse/score/questionnaire.h"
#include "tests/docs/markdown_page.h"

namespace lotse {
namespace {

using Row = std::vector<std::string>;

const Instant kNow = *Instant::Parse("2026-11-23T10:00:00Z");

class QuestionnairePage : public testing::Test {
 protected:
  void SetUp() override {
    const auto schema =
        proto::FromJson<Schema>(page_.Block("json schema.json"));
    ASSERT_TRUE(schema.ok()) << schema.status();
    const auto spec = proto::FromJson<QuestionnaireSpec>(
        page_.Block("json questionnaire.json"));
    ASSERT_TRUE(spec.ok()) << spec.status();
    const auto facts = proto::FromJson<Facts>(page_.Block("json lead.json"));
    ASSERT_TRUE(facts.ok()) << facts.status();
    facts_ = *facts;
    const auto catalog =
        CompileFactCatalog(*schema, QuestionnaireSignals(*spec));
    ASSERT_TRUE(catalog.ok()) << catalog.status();
    const auto questionnaire = CompileQuestionnaire(*spec, *catalog);
    ASSERT_TRUE(questionnaire.ok()) << questionnaire.status();
    questionnaire_.push_back(*questionnaire);
  }

  // The rows below the heading.
  std::vector<Row> Rows(const char* heading) const {
    std::vector<Row> rows = page_.Table(heading);
    EXPECT_FALSE(rows.empty()) << heading;
    if (!rows.empty()) rows.erase(rows.begin());
    return rows;
  }

  QuestionnaireResult Report() const {
    const auto result = questionnaire_[0].Report(facts_, kNow);
    EXPECT_TRUE(result.ok()) << result.status();
    return *result;
  }

  const MarkdownPage page_{"questionnaire.md"};
  Facts facts_;
  // One, once it is compiled.
  std::vector<Questionnaire> questionnaire_;
};

TEST_F(QuestionnairePage, ItsExampleIsWhatIsReported) {
  const QuestionnaireResult result = Report();
  std::vector<Row> rows;
  for (const QuestionResult& q : result.questions) {
    const auto text = [](const std::optional<Points>& points) {
      return points.has_value() ? points->ToString() : "";
    };
    rows.push_back({q.question, NameOf(q.state), q.points.ToString(),
                    text(q.min_change), text(q.max_change)});
  }
  EXPECT_EQ(rows, Rows("question"));
  EXPECT_EQ(result.points, *Points::Parse("10.5"));
  EXPECT_EQ(result.questions[0].contradictions.size(), 2u);
}

TEST_F(QuestionnairePage, ItsRangesGiveTheCompleteness) {
  double asked = 0;
  double known = 0;
  for (const Row& row : Rows("asked")) {
    const double range = Points::Parse(row[1])->ToDouble();
    asked += range;
    if (row[2] == "yes") known += range;
  }
  EXPECT_DOUBLE_EQ(Report().completeness, known / asked);
  EXPECT_EQ(absl::StrCat(Report().completeness), "0.525424");
}

TEST_F(QuestionnairePage, ItsAnswerWritesTheAttribute) {
  Answer answer;
  answer.question = "amount";
  answer.value = Value{Money{40000000000, "EUR"}};
  answer.answered_at = kNow;
  answer.author = "Ben";
  const auto changes = questionnaire_[0].ChangesOf(answer, facts_);
  ASSERT_TRUE(changes.ok()) << changes.status();
  ASSERT_EQ(changes->size(), 1u);
  const auto expected =
      proto::FromJson<FactChange>(page_.Block("json change.json"));
  ASSERT_TRUE(expected.ok()) << expected.status();
  EXPECT_EQ((*changes)[0], *expected);
}

TEST_F(QuestionnairePage, ItsPresetsAskWhatItSays) {
  std::vector<Row> rows;
  for (const std::string& name : QuestionnairePresetNames()) {
    const auto spec = QuestionnairePreset(name);
    ASSERT_TRUE(spec.ok()) << spec.status();
    for (const QuestionSpec& question : spec->questions) {
      rows.push_back({name, question.text.en, question.topic});
    }
  }
  EXPECT_EQ(rows, Rows("preset"));
}

TEST_F(QuestionnairePage, ItExplainsEachState) {
  std::vector<std::string> shown;
  for (const Row& row : Rows("state")) shown.push_back(row[0]);
  std::vector<std::string> states;
  for (const auto& entry : EnumNames<QuestionState>::kNames) {
    states.push_back(entry.name);
  }
  EXPECT_THAT(shown, testing::UnorderedElementsAreArray(states));
}

}  // namespace
}  // namespace lotse
