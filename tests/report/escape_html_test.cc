// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/report/escape_html.h"

#include "gtest/gtest.h"

namespace lotse {
namespace {

TEST(EscapeHtml, LeavesNothingThatHtmlReads) {
  EXPECT_EQ(EscapeHtml("a<b> & \"c\" 'd'"),
            "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
  EXPECT_EQ(EscapeHtml("line\nbreak\x01"), "line break\xEF\xBF\xBD");
  EXPECT_EQ(EscapeHtml("gr\xC3\xBC\xC3\x9F"), "gr\xC3\xBC\xC3\x9F");
  EXPECT_EQ(EscapeHtml("bad\xFF"), "bad\xEF\xBF\xBD");
  // Signs that turn the direction of a text.
  EXPECT_EQ(EscapeHtml("a\xE2\x80\xAE"
                       "b"),
            "a\xEF\xBF\xBD"
            "b");
}

}  // namespace
}  // namespace lotse
