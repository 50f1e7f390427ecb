// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// OutcomeTable.
#include "tools/outcome_table.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace lotse::tools {
namespace {

// Whether `high` has a greater share than `low`, in whole numbers.
bool BoughtMore(const CategoryOutcome& high, const CategoryOutcome& low) {
  return static_cast<double>(high.won) * static_cast<double>(low.leads) >
         static_cast<double>(low.won) * static_cast<double>(high.leads);
}

std::string Pair(const CategoryOutcome& a, const CategoryOutcome& b) {
  return absl::StrCat(a.name, " and ", b.name);
}

}  // namespace

double CategoryOutcome::share() const {
  return leads == 0 ? 0 : static_cast<double>(won) / static_cast<double>(leads);
}

OutcomeTable::OutcomeTable(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    categories_.push_back(CategoryOutcome{name});
  }
}

void OutcomeTable::Add(size_t category, bool won) {
  ++categories_[category].leads;
  if (won) ++categories_[category].won;
}

CategoryOutcome OutcomeTable::All() const {
  CategoryOutcome all{"all"};
  for (const CategoryOutcome& category : categories_) {
    all.leads += category.leads;
    all.won += category.won;
  }
  return all;
}

Judgement OutcomeTable::Judge() const {
  std::vector<std::string> names;
  std::vector<std::string> empty;
  std::vector<std::string> wrong;
  std::vector<std::string> touching;
  for (size_t i = categories_.size(); i-- > 0;) {
    const CategoryOutcome& high = categories_[i];
    names.push_back(high.name);
    if (high.leads == 0) empty.push_back(high.name);
    if (i == 0) break;
    const CategoryOutcome& low = categories_[i - 1];
    if (!BoughtMore(high, low)) {
      wrong.push_back(Pair(high, low));
    } else if (high.interval().low <= low.interval().high) {
      touching.push_back(Pair(high, low));
    }
  }
  if (names.size() < 2) {
    return {Verdict::kEmpty, "There are no categories to compare."};
  }
  if (!empty.empty()) {
    return {Verdict::kEmpty, absl::StrCat("Not to be judged: no lead is ",
                                          absl::StrJoin(empty, " or "), ".")};
  }
  const std::string order = absl::StrJoin(names, " > ");
  if (!wrong.empty()) {
    return {Verdict::kContradicted,
            absl::StrCat("Not ", order, ": the order is wrong between ",
                         absl::StrJoin(wrong, ", and between "), ".")};
  }
  if (!touching.empty()) {
    return {Verdict::kUnsure, absl::StrCat(order, ", but the intervals of ",
                                           absl::StrJoin(touching, ", and of "),
                                           " overlap: this may be chance.")};
  }
  return {Verdict::kConfirmed,
          absl::StrCat(order,
                       ", and the intervals are apart: the categories "
                       "keep their promise here.")};
}

}  // namespace lotse::tools
