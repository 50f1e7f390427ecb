// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/fields.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lotse {

enum class Shade : uint8_t { kUnspecified = 0, kLight = 1, kDark = 2 };

template <>
struct EnumNames<Shade> {
  static constexpr const char* kPrefix = "SHADE_";
  static constexpr EnumName<Shade> kNames[] = {{Shade::kLight, "light"},
                                               {Shade::kDark, "dark"}};
};

struct FieldsInner {
  std::string name;
  double weight = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "name", &FieldsInner::name},
                     Field{2, "weight", &FieldsInner::weight});
  }
};

struct FieldsOuter {
  int64_t count = 0;
  std::vector<FieldsInner> list;
  std::optional<FieldsInner> maybe;
  std::variant<std::monostate, bool, FieldsInner> choice;

  static constexpr auto Fields() {
    return FieldList(Field{1, "count", &FieldsOuter::count},
                     Field{2, "list", &FieldsOuter::list},
                     Field{3, "maybe", &FieldsOuter::maybe},
                     OneOf{&FieldsOuter::choice, Alternative<bool>{4, "flag"},
                           Alternative<FieldsInner>{5, "inner"}});
  }
};

namespace {

using ::testing::ElementsAre;

TEST(Fields, EqualityLooksAtEachField) {
  const FieldsOuter base;
  EXPECT_TRUE(base == FieldsOuter());
  FieldsOuter count = base;
  count.count = 1;
  FieldsOuter list = base;
  list.list.emplace_back();
  FieldsOuter maybe = base;
  maybe.maybe.emplace();
  FieldsOuter flag = base;
  flag.choice = false;
  FieldsOuter inner = base;
  inner.choice = FieldsInner();
  const FieldsOuter* all[] = {&base, &count, &list, &maybe, &flag, &inner};
  for (const FieldsOuter* a : all) {
    for (const FieldsOuter* b : all) {
      EXPECT_EQ(*a == *b, a == b);
      EXPECT_EQ(*a != *b, a != b);
    }
  }
}

TEST(Fields, EqualityOfDoublesIsThatOfNumbers) {
  FieldsInner zero;
  FieldsInner minus;
  minus.weight = -0.0;
  EXPECT_TRUE(zero == minus);
  FieldsInner nan;
  nan.weight = std::nan("");
  EXPECT_FALSE(nan == nan);
}

TEST(Fields, ForEachFieldKeepsTheOrder) {
  std::vector<int> numbers;
  ForEachField<FieldsOuter>([&](const auto& field) {
    if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
      numbers.push_back(-1);
    } else {
      numbers.push_back(field.number);
    }
  });
  EXPECT_THAT(numbers, ElementsAre(1, 2, 3, -1));
}

TEST(Fields, VisitSetVisitsTheSetAlternativeOnly) {
  const auto names_of = [](const FieldsOuter& outer) {
    std::vector<std::string> names;
    ForEachField<FieldsOuter>([&](const auto& field) {
      if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
        VisitSet(field, outer, [&](const auto& alternative, const auto&) {
          names.push_back(alternative.name);
        });
      }
    });
    return names;
  };
  FieldsOuter outer;
  EXPECT_THAT(names_of(outer), ElementsAre());
  outer.choice = false;
  EXPECT_THAT(names_of(outer), ElementsAre("flag"));
  outer.choice = FieldsInner();
  EXPECT_THAT(names_of(outer), ElementsAre("inner"));
}

TEST(Fields, IsDefaultIsWhatMayBeLeftOut) {
  EXPECT_TRUE(IsDefault(FieldsInner()));
  EXPECT_TRUE(IsDefault(-0.0));
  EXPECT_TRUE(IsDefault(std::vector<FieldsInner>()));
  EXPECT_FALSE(IsDefault(std::vector<FieldsInner>(1)));
  EXPECT_TRUE(IsDefault(std::optional<FieldsInner>()));
  EXPECT_FALSE(IsDefault(std::optional<FieldsInner>(FieldsInner())));
  EXPECT_FALSE(IsDefault(std::nan("")));
}

TEST(NameOf, IsUnspecifiedForWhatHasNoName) {
  EXPECT_STREQ(NameOf(Shade::kDark), "dark");
  EXPECT_STREQ(NameOf(Shade::kUnspecified), "unspecified");
  EXPECT_STREQ(NameOf(static_cast<Shade>(77)), "unspecified");
}

}  // namespace
}  // namespace lotse
