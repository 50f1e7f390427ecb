// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/arrow/array_check.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "import_hand_made.h"

namespace lotse {
namespace {

HandMadeArray Employees() {
  return FixedOf<int32_t>("company.employees", "i", {1, 2, 3});
}

HandMadeArray Names(const char* format = "u") {
  return TextsOf("company.name", {"a", "b", "a text that is quite long"},
                 format);
}

HandMadeArray Tags() {
  return ListsOf("company.tags", {0, 1, 1, 2}, TextsOf("item", {"a", "b"}));
}

HandMadeArray Indices(std::vector<int8_t> indices) {
  return DictionaryOf(FixedOf<int8_t>("company.name", "c", indices),
                      TextsOf("", {"a", "b"}));
}

struct BadArray {
  const char* what;
  HandMadeArray column;
  std::function<void(HandMadeArray*)> spoil;
  const char* error;
};

template <typename T>
std::function<void(HandMadeArray*)> SetBuffer(size_t buffer,
                                              std::vector<T> values) {
  return [=](HandMadeArray* a) { a->buffers[buffer] = BytesOfValues(values); };
}

TEST(ArrayCheck, RefusesWhatDoesNotFit) {
  constexpr const char* kOffsets = "its offsets are negative or decrease";
  constexpr const char* kView = "a view of a text lies outside its buffers";
  const BadArray cases[] = {
      {"negative length", Employees(), [](auto* a) { a->length = -1; },
       "the length or the offset is negative or too large"},
      {"huge length", Employees(),
       [](auto* a) { a->length = std::numeric_limits<int64_t>::max(); },
       "the length or the offset is negative or too large"},
      {"negative offset", Employees(), [](auto* a) { a->offset = -1; },
       "the length or the offset is negative or too large"},
      {"huge offset", Employees(),
       [](auto* a) { a->offset = std::numeric_limits<int64_t>::max(); },
       "the length or the offset is negative or too large"},
      {"null_count -2", Employees(), [](auto* a) { a->null_count = -2; },
       "the count of missing values is out of range"},
      {"null_count 4 of 3", Employees(), [](auto* a) { a->null_count = 4; },
       "the count of missing values is out of range"},
      {"nulls without validity", Employees(),
       [](auto* a) { a->null_count = 2; },
       "counts missing values but does not say which"},
      {"too short", Employees(), [](auto* a) { a->length = 2; },
       "has 2 values where 3 are needed"},
      {"one buffer", Employees(), [](auto* a) { a->buffers.pop_back(); },
       "has 1 buffers; \"i\" needs 2"},
      {"four buffers", Employees(),
       [](auto* a) {
         a->buffers.emplace_back();
         a->buffers.emplace_back();
       },
       "has 4 buffers; \"i\" needs 2"},
      {"no values", Employees(), [](auto* a) { a->buffers[1].reset(); },
       "a buffer is missing"},
      {"released", Employees(), [](auto* a) { a->released = true; },
       "the array was released"},
      {"a child too many", Employees(),
       [](auto* a) { a->children.push_back(Employees()); },
       "has children, which its format has not"},
      {"decreasing offsets", Names(), SetBuffer<int32_t>(1, {0, 2, 1, 3}),
       kOffsets},
      {"negative offsets", Names(), SetBuffer<int32_t>(1, {-1, 0, 1, 1}),
       kOffsets},
      {"decreasing wide offsets", Names("U"),
       SetBuffer<int64_t>(1, {0, 2, 1, 3}), kOffsets},
      {"no bytes", Names(), [](auto* a) { a->buffers[2].reset(); },
       "its texts are missing"},
      {"no offsets", Names(), [](auto* a) { a->buffers[1].reset(); },
       "a buffer is missing"},
      {"too few buffers of views", Names("vu"),
       [](auto* a) { a->buffers.resize(2); },
       "has 2 buffers; \"vu\" needs 3"},
      {"no buffer behind a view", Names("vu"),
       [](auto* a) { a->buffers.erase(a->buffers.begin() + 2); }, kView},
      {"no sizes", Names("vu"), [](auto* a) { a->buffers[3].reset(); },
       "the sizes of its buffers are missing"},
      {"negative size", Names("vu"), SetBuffer<int64_t>(3, {-1}),
       "a buffer of its texts is missing"},
      {"a buffer that is null", Names("vu"),
       [](auto* a) { a->buffers[2].reset(); },
       "a buffer of its texts is missing"},
      {"a short buffer", Names("vu"), SetBuffer<int64_t>(3, {26}), kView},
      {"a view of negative size", Names("vu"),
       SetBuffer<int32_t>(1, {-5, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}), kView},
      {"a view of another buffer", Names("vu"),
       SetBuffer<int32_t>(1, {1, 0, 0, 0, 1, 0, 0, 0, 20, 0, 1, 0}), kView},
      {"a view of a negative buffer", Names("vu"),
       SetBuffer<int32_t>(1, {1, 0, 0, 0, 1, 0, 0, 0, 20, 0, -1, 0}), kView},
      {"a view with a negative offset", Names("vu"),
       SetBuffer<int32_t>(1, {1, 0, 0, 0, 1, 0, 0, 0, 20, 0, 0, -1}), kView},
      {"offsets beyond the elements", Tags(),
       SetBuffer<int32_t>(1, {0, 1, 1, 3}),
       "its offsets lie beyond its elements"},
      {"decreasing offsets of lists", Tags(),
       SetBuffer<int32_t>(1, {0, 2, 1, 2}), kOffsets},
      {"elements that were released", Tags(),
       [](auto* a) { a->children[0].released = true; },
       "its offsets lie beyond its elements"},
      {"bad elements", Tags(),
       [](auto* a) { a->children[0].buffers[2].reset(); },
       "its texts are missing"},
      {"an index too large", Indices({0, 2, 1}), [](auto*) {},
       "an index lies beyond its dictionary"},
      {"a negative index", Indices({0, -1, 1}), [](auto*) {},
       "an index lies beyond its dictionary"},
      {"a bad dictionary", Indices({0, 1, 1}),
       [](auto* a) {
         a->dictionary[0].buffers[1] =
             BytesOfValues(std::vector<int32_t>{0, -1, 5});
       },
       kOffsets},
      {"a released dictionary", Indices({0, 1, 1}),
       [](auto* a) { a->dictionary[0].released = true; },
       "the array was released"},
  };
  for (const BadArray& test : cases) {
    SCOPED_TRACE(test.what);
    HandMadeArray bad = test.column;
    test.spoil(&bad);
    EXPECT_EQ(TextOrError(
                  ImportLeadsText(StructOf("", 3, {bad}), ArrowTestCatalog())),
              "!" + bad.name + ": " + test.error);
  }
}

TEST(ArrayCheck, DoesNotLookAtIndicesAndViewsThatAreMissing) {
  HandMadeArray indices = Indices({0, -1, 7});
  indices.WithValidity({true, false, false});
  EXPECT_EQ(TextOrError(ImportColumns({indices})), "company.name=a\n\n\n");
  HandMadeArray views = Names("vu");
  SetBuffer<int32_t>(1, {1, 'x', 0, 0, -1, 0, 0, 0, 99, 0, 9, 9})(&views);
  views.WithValidity({true, false, false});
  EXPECT_EQ(TextOrError(ImportColumns({views})), "company.name=x\n\n\n");
}

TEST(ArrayCheck, TakesEmptyArraysWithoutBuffers) {
  HandMadeArray names = TextsOf("company.name", {});
  names.buffers[1].reset();
  names.buffers[2].reset();
  HandMadeArray employees = FixedOf<int32_t>("company.employees", "i", {});
  employees.buffers[1].reset();
  EXPECT_EQ(TextOrError(ImportColumns({names, employees})), "");
}

TEST(ArrayCheck, LooksOnlyAtTheRowsOfASlice) {
  HandMadeArray names = Names();
  SetBuffer<int32_t>(1, {-1, 1, 2, 27})(&names);
  HandMadeArray leads = StructOf("", 2, {names});
  leads.offset = 1;
  EXPECT_EQ(TextOrError(ImportLeadsText(leads, ArrowTestCatalog())),
            "company.name=b\ncompany.name=a text that is quite long\n");
}

TEST(ArrayCheck, TellsAllValuesPresentFromBits) {
  ArrowArray array = {};
  const uint8_t bits = 1;
  const void* buffers[] = {&bits};
  array.n_buffers = 1;
  array.buffers = buffers;
  EXPECT_EQ(ValidityOf(array), nullptr);
  array.null_count = -1;
  EXPECT_EQ(ValidityOf(array), &bits);
}

}  // namespace
}  // namespace lotse
