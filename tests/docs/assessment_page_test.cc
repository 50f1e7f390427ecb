// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The numbers of docs/assessment.md are what the assessor computes.
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "gtest/gtest.h"
#include "lotse/proto/json.h"
#include "lotse/score/assessment.h"
#include "tests/docs/markdown_page.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using Row = std::vector<std::string>;

std::string Print(std::optional<double> p) {
  return p.has_value() ? absl::StrFormat("%.4f", *p) : "none";
}

TEST(AssessmentPage, ItsNumbersFollowFromTheFormula) {
  const MarkdownPage page("assessment.md");
  ASSERT_OK_AND_ASSIGN(
      const AssessmentSpec spec,
      proto::FromJson<AssessmentSpec>(page.Block("json assessment.json")));
  ASSERT_OK_AND_ASSIGN(const PeopleMetricsSpec people,
                       proto::FromJson<PeopleMetricsSpec>(
                           page.Block("json people_metrics.json")));
  ASSERT_OK_AND_ASSIGN(const Lead lead,
                       proto::FromJson<Lead>(page.Block("json lead.json")));
  ASSERT_OK_AND_ASSIGN(const Assessor assessor, CompileAssessor(spec, people));
  EXPECT_FALSE(CompileAssessor(spec, PeopleMetricsSpec()).ok());
  const std::vector<Row> rows = page.Table("day");
  ASSERT_GT(rows.size(), 5u);
  AssessmentScratch scratch;
  for (size_t r = 1; r < rows.size(); ++r) {
    const AssessmentResult result = assessor.Evaluate(
        lead.assessments, 0.25, *Instant::Parse(rows[r][0]), &scratch);
    const Row found = {rows[r][0],
                       absl::StrCat(result.authors),
                       Print(result.raw_probability),
                       Print(result.probability),
                       Print(result.weight),
                       Print(result.pooled_probability)};
    EXPECT_EQ(found, rows[r]);
  }
}

}  // namespace
}  // namespace lotse
