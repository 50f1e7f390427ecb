// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/report/markup.h"

#include "gtest/gtest.h"

namespace lotse {
namespace {

TEST(Markup, EscapesTextsAndAttributesOnce) {
  EXPECT_EQ(Text("a < b & \"c\" 'd' > e").html,
            "a &lt; b &amp; &quot;c&quot; &#39;d&#39; &gt; e");
  const Markup inner = Tag("b", {}, Text("<"));
  EXPECT_EQ(Tag("p", {{"title", "\"&\""}}, inner + Text("x")).html,
            "<p title=\"&quot;&amp;&quot;\"><b>&lt;</b>x</p>");
}

}  // namespace
}  // namespace lotse
