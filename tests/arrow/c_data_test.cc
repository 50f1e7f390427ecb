// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/arrow/c_data.h"

#include <gtest/gtest.h>

#include <utility>

#include "hand_made_array.h"

namespace lotse {
namespace {

TEST(CData, ReleasesWhatIsOwnedOnce) {
  ReleaseCount count;
  {
    ArrowArray given;
    ExportHandMade(StructOf("", 0, {}), nullptr, &given, &count);
    OwnedArrowArray first(&given);
    EXPECT_EQ(given.release, nullptr);
    OwnedArrowArray second(std::move(first));
    OwnedArrowArray third;
    third = std::move(second);
    EXPECT_FALSE(third.released());
    EXPECT_EQ(count.released, 0);
    ExportHandMade(StructOf("", 0, {}), nullptr, third.Receive(), &count);
    EXPECT_EQ(count.released, 1);
    third.MoveTo(&given);
    EXPECT_TRUE(third.released());
    OwnedArrowArray fourth(&given);
    fourth.Reset();
    EXPECT_EQ(count.released, 2);
  }
  EXPECT_EQ(count.given, 2);
  EXPECT_EQ(count.released, 2);
}

TEST(CData, OwnsNothingFromNothing) {
  const OwnedArrowSchema schema(nullptr);
  EXPECT_TRUE(schema.released());
}

}  // namespace
}  // namespace lotse
