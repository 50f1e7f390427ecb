// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// DescribeCompanyScore.
#include "src/engine/describe_company_score.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "lotse/engine/describe_score.h"
#include "src/engine/message.h"

namespace lotse {
namespace {

constexpr size_t kNamed = 3;

constexpr Message kTotal = {"Company $0: $1 from $2", "Firma $0: $1 von $2"};
constexpr Message kOnePerson = {"one person", "einer Person"};
constexpr Message kPeople = {"$0 people", "$0 Personen"};
constexpr Message kNameless = {"somebody", "jemand"};
constexpr Message kOneOther = {" and one other", " und eine weitere Person"};
constexpr Message kOthers = {" and $0 others", " und $0 weitere"};
constexpr Message kCapped = {" The limit of $0 takes $1 away.",
                             " Die Grenze von $0 nimmt $1 weg."};

// "60 points", in German "60 Punkte".
std::string Amount(Points points, absl::string_view language) {
  const bool one = points == Points::FromNano(1000000000);
  const char* const unit = IsGerman(language) ? (one ? " Punkt" : " Punkte")
                                              : (one ? " point" : " points");
  return absl::StrCat(ShortPoints(points, language), unit);
}

// "P-1 (decision maker) 40 (67 %)".
std::string Share(const PersonShare& person, const FactDefinition* role,
                  absl::string_view language) {
  std::string text = person.person_id.empty()
                         ? std::string(kNameless.In(language))
                         : person.person_id;
  if (!person.role.empty()) {
    Value value;
    value.kind = person.role;
    absl::StrAppend(&text, " (", DescribeValue(value, role, language), ")");
  }
  absl::StrAppend(&text, " ", ShortPoints(person.points, language));
  if (person.share > 0) {
    absl::StrAppend(&text, " (", static_cast<int64_t>(person.share * 100 + 0.5),
                    " %)");
  }
  return text;
}

}  // namespace

std::string DescribeCompanyScore(const CompanyScoreReport& report,
                                 const CompanyScoreSpec& spec,
                                 const FactDefinition* role,
                                 absl::string_view language) {
  const CompanyScore& score = report.score;
  const size_t count = score.persons.size();
  std::string text = absl::Substitute(
      kTotal.In(language), report.company_id, Amount(score.points, language),
      count == 1 ? kOnePerson.In(language)
                 : absl::Substitute(kPeople.In(language), count));
  const size_t named = std::min(count, kNamed);
  for (size_t i = 0; i < named; ++i) {
    absl::StrAppend(&text, i == 0 ? ": " : ", ",
                    Share(score.persons[i], role, language));
  }
  if (count == named + 1) {
    absl::StrAppend(&text, kOneOther.In(language));
  } else if (count > named) {
    absl::StrAppend(&text,
                    absl::Substitute(kOthers.In(language), count - named));
  }
  text += '.';
  if (spec.max.has_value() && score.capped < Points()) {
    constexpr Points kMost =
        Points::FromNano(std::numeric_limits<int64_t>::min() + 1);
    absl::StrAppend(&text,
                    absl::Substitute(
                        kCapped.In(language), ShortPoints(*spec.max, language),
                        ShortPoints(-std::max(score.capped, kMost), language)));
  }
  return text;
}

}  // namespace lotse
