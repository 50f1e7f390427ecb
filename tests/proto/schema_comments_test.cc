// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/proto/schema_comments.h"

#include <type_traits>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lotse/base/fields.h"
#include "src/proto/boundary_structs.h"

namespace lotse::proto {
namespace {

TEST(SchemaComment, IsOneLine) {
  EXPECT_EQ(SchemaComment("Rule.points"), "Points; may be negative. Unset: 0.");
  EXPECT_EQ(SchemaComment("ScoringSpec"),
            "A scorecard: points = base + sum of groups (each capped), capped "
            "in total.");
  EXPECT_EQ(SchemaComment("Quantifier"), "How a predicate reads a list.");
}

TEST(SchemaComment, IsEmptyForWhatIsNotThere) {
  EXPECT_EQ(SchemaComment(""), "");
  EXPECT_EQ(SchemaComment("Rule.nothing"), "");
  EXPECT_EQ(SchemaComment("zzz"), "");
}

template <typename T>
void ExpectComments() {
  EXPECT_NE(SchemaComment(NameOfMessage<T>::kShort), "")
      << NameOfMessage<T>::kShort;
  ForEachField<T>([&](const auto& field) {
    const auto expect = [](const char* name) {
      const std::string full =
          absl::StrCat(NameOfMessage<T>::kShort, ".", name);
      EXPECT_NE(SchemaComment(full), "") << full;
    };
    if constexpr (IsOneOf<std::decay_t<decltype(field)>>::value) {
      std::apply([&](const auto&... a) { (expect(a.name), ...); },
                 field.alternatives);
    } else {
      expect(field.name);
    }
  });
}

TEST(SchemaComment, IsThereForEveryField) {
#define LOTSE_EXPECT(name) ExpectComments<name>();
  LOTSE_FOR_EACH_BOUNDARY_STRUCT(LOTSE_EXPECT)
#undef LOTSE_EXPECT
}

}  // namespace
}  // namespace lotse::proto
