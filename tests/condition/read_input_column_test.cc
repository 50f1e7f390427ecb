// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Blocks of rows that begin and end anywhere, from columns that do.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/instruction_set.h"
#include "lotse/base/spec_issue.h"
#include "lotse/condition/condition_columns.h"
#include "lotse/facts/fact_catalog.h"
#include "src/base/column_kernels.h"

namespace lotse {
namespace {

constexpr size_t kElements = 2100;

FactCatalog MakeCatalog() {
  Schema schema;
  schema.lead = {{"number", ValueType::kInteger},
                 {"text", ValueType::kText},
                 {"list", ValueType::kList}};
  return *CompileFactCatalog(schema);
}

// Whether the condition holds for each row of the block, as '0' and '1'.
std::string HoldsIn(const char* condition, const char* fact,
                    const ColumnView& view, size_t begin, size_t rows) {
  const FactCatalog catalog = MakeCatalog();
  ConditionSetBuilder builder(catalog, {});
  SpecIssues issues;
  builder.Add(Condition::FromText(condition), FieldPath("when"), &issues);
  EXPECT_TRUE(issues.empty());
  const ConditionSet set = builder.Build();
  std::vector<ColumnView> views(catalog.size());
  views[*catalog.Find(fact)] = view;
  LeadColumns leads;
  leads.rows = kElements;
  leads.values = views;
  ConditionColumns columns(set, leads, Instant(), BestInstructionSet());
  const uint64_t* const slice = columns.Require(0);
  columns.Evaluate(begin, rows);
  std::string holds;
  for (size_t i = 0; i < rows; ++i) holds += GetBit(slice, i) ? '1' : '0';
  return holds;
}

// Compares with expected(element), over blocks that start at odd places.
template <typename Expected>
void ExpectInBlocks(const char* condition, const char* fact, ColumnView view,
                    Expected expected) {
  for (const size_t first : {0u, 3u}) {
    view.first = first;
    for (const size_t begin : {0u, 5u, 1000u}) {
      for (const size_t rows : {1u, 63u, 64u, 65u, 1024u}) {
        std::string all;
        for (size_t i = 0; i < rows; ++i) {
          all += expected(first + begin + i) ? '1' : '0';
        }
        ASSERT_EQ(HoldsIn(condition, fact, view, begin, rows), all)
            << condition << " first " << first << " begin " << begin;
      }
    }
  }
}

std::vector<uint8_t> EverySeventhMissing() {
  std::vector<uint8_t> validity(kElements / 8 + 1, 0);
  for (size_t i = 0; i < kElements; ++i) {
    if (i % 7 > 0) {
      validity[i / 8] = static_cast<uint8_t>(validity[i / 8] | 1u << i % 8);
    }
  }
  return validity;
}

template <typename T>
void ExpectIntegers(ColumnLayout layout) {
  std::vector<T> values;
  for (size_t i = 0; i < kElements; ++i) {
    values.push_back(static_cast<T>(i % 100));
  }
  const std::vector<uint8_t> validity = EverySeventhMissing();
  ExpectInBlocks(
      "number between 20 and 59", "lead.number",
      ColumnView::Fixed(ValueType::kInteger, layout, values.data(),
                        validity.data()),
      [](size_t i) { return i % 7 > 0 && i % 100 >= 20 && i % 100 < 60; });
}

TEST(ReadInputColumn, IntegersOfEachWidth) {
  ExpectIntegers<int8_t>(ColumnLayout::kInt8);
  ExpectIntegers<int16_t>(ColumnLayout::kInt16);
  ExpectIntegers<int32_t>(ColumnLayout::kInt32);
  ExpectIntegers<int64_t>(ColumnLayout::kInt64);
  ExpectIntegers<uint8_t>(ColumnLayout::kUint8);
  ExpectIntegers<uint16_t>(ColumnLayout::kUint16);
  ExpectIntegers<uint32_t>(ColumnLayout::kUint32);
}

// Texts "", "Bau 1" and the like, one for each element.
struct Texts {
  Texts() {
    for (size_t i = 0; i < kElements; ++i) {
      offsets.push_back(static_cast<int32_t>(bytes.size()));
      bytes += TextOf(i);
    }
    offsets.push_back(static_cast<int32_t>(bytes.size()));
  }
  static std::string TextOf(size_t i) {
    constexpr std::array<const char*, 4> kWords = {
        "Bau ", "B\xC3\x84U ", "Maschinenbau, gro\xC3\x9F ", "bau "};
    return i % 11 == 0 ? "" : absl::StrCat(kWords[i % 4], i % 3);
  }
  ColumnView View() const {
    ColumnView view;
    view.type = ValueType::kText;
    view.layout = ColumnLayout::kText32;
    view.offsets = offsets.data();
    view.bytes = bytes.data();
    return view;
  }
  std::vector<int32_t> offsets;
  std::string bytes;
};

TEST(ReadInputColumn, TextsAndPatterns) {
  const Texts texts;
  ColumnView view = texts.View();
  const std::vector<uint8_t> validity = EverySeventhMissing();
  view.validity = validity.data();
  const auto there = [](size_t i) { return i % 7 > 0; };
  ExpectInBlocks("text = \"Bau 1\"", "lead.text", view, [&](size_t i) {
    return there(i) && Texts::TextOf(i) == "Bau 1";
  });
  ExpectInBlocks("text contains \"bau\"", "lead.text", view, [&](size_t i) {
    return there(i) && Texts::TextOf(i).find("bau") != std::string::npos;
  });
  ExpectInBlocks(
      "text = \"b\xC3\xA4u 2\" ignoring case", "lead.text", view,
      [&](size_t i) { return there(i) && Texts::TextOf(i) == "B\xC3\x84U 2"; });
  ExpectInBlocks(
      "text = \"BAU 1\" ignoring case", "lead.text", view, [&](size_t i) {
        return there(i) &&
               (Texts::TextOf(i) == "Bau 1" || Texts::TextOf(i) == "bau 1");
      });
}

TEST(ReadInputColumn, ListsByQuantifier) {
  const Texts texts;
  const ColumnView elements = texts.View();
  // Each list has no element or one.
  std::vector<int64_t> offsets;
  for (size_t i = 0; i <= kElements; ++i) {
    offsets.push_back(static_cast<int64_t>(i / 2));
  }
  ColumnView lists;
  lists.type = ValueType::kList;
  lists.layout = ColumnLayout::kList64;
  lists.offsets = offsets.data();
  lists.elements = &elements;
  const auto count_of = [&](size_t i) {
    size_t found = 0;
    for (auto e = offsets[i]; e < offsets[i + 1]; ++e) {
      if (Texts::TextOf(static_cast<size_t>(e)) == "Bau 1") ++found;
    }
    return found;
  };
  ExpectInBlocks("any(list) = \"Bau 1\"", "lead.list", lists,
                 [&](size_t i) { return count_of(i) > 0; });
}

}  // namespace
}  // namespace lotse
