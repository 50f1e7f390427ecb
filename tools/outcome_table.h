// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// OutcomeTable: how many leads of each category bought in the end, and whether
// the categories keep what their order promises.
//
//   OutcomeTable table({"cold", "warm", "hot"});
//   table.Add(2, /*won=*/true);
//   table.Judge().verdict;         // Verdict::kUnsure
//
// A plain counter; not thread-safe.
#ifndef LOTSE_TOOLS_OUTCOME_TABLE_H_
#define LOTSE_TOOLS_OUTCOME_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/wilson_interval.h"

namespace lotse::tools {

// The leads of one category.
struct CategoryOutcome {
  // How people call the category.
  std::string name;
  int64_t leads = 0;
  int64_t won = 0;

  // Share of those who bought; 0 without leads.
  double share() const;
  // 95 % interval of the share.
  ShareInterval interval() const { return WilsonInterval(won, leads); }
};

enum class Verdict {
  // Each category bought more than the one below, intervals apart.
  kConfirmed,
  // In this order, but intervals touch: chance could have done it.
  kUnsure,
  // A higher category bought no more than a lower one.
  kContradicted,
  // Some category has no leads, or there is only one.
  kEmpty,
};

struct Judgement {
  Verdict verdict = Verdict::kEmpty;
  // In a sentence, with names.
  std::string text;
};

class OutcomeTable {
 public:
  // `names`: lowest category first.
  explicit OutcomeTable(const std::vector<std::string>& names);

  // Counts a lead; `category` is an index into the names.
  void Add(size_t category, bool won);

  // Lowest first.
  const std::vector<CategoryOutcome>& categories() const { return categories_; }
  // All categories together, named "all".
  CategoryOutcome All() const;
  Judgement Judge() const;

 private:
  std::vector<CategoryOutcome> categories_;
};

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_OUTCOME_TABLE_H_
