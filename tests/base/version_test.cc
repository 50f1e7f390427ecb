// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/version.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace lotse {
namespace {

TEST(Version, HeaderAndLibraryAgree) {
  EXPECT_EQ(LinkedVersion(), LOTSE_VERSION_STRING);
}

TEST(Version, StringIsMadeOfTheThreeNumbers) {
  EXPECT_EQ(LinkedVersion(),
            absl::StrCat(LOTSE_VERSION_MAJOR, ".", LOTSE_VERSION_MINOR, ".",
                         LOTSE_VERSION_PATCH));
}

}  // namespace
}  // namespace lotse
