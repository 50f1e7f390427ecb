// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/report/funnel_page.h"

#include <cctype>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/lifecycle/lifecycle_counter.h"
#include "tests/testing/random_history.h"
#include "tests/testing/random_source.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

HistoryReport Report(LifecycleSpec spec = SmallLifecycle(),
                     int64_t leads = 60) {
  LifecycleCounter counter("", spec);
  RandomSource random(7);
  for (int64_t i = 0; i < leads; ++i) {
    EXPECT_TRUE(counter.Add(RandomHistory(&random)).ok());
  }
  HistoryReport report;
  report.lifecycles = {counter.Metrics()};
  return report;
}

// What is wrong with the nesting of its elements; empty: nothing is.
std::string NestingError(const std::string& html) {
  std::vector<std::string> open;
  for (size_t i = html.find('<'); i != std::string::npos;
       i = html.find('<', i + 1)) {
    size_t name = i + 1;
    const bool closes = html[name] == '/';
    if (closes) ++name;
    if (html[name] == '!') continue;
    size_t end = name;
    while (std::isalnum(static_cast<unsigned char>(html[end])) != 0) ++end;
    const std::string tag = html.substr(name, end - name);
    if (tag == "meta") continue;
    if (!closes) {
      open.push_back(tag);
    } else if (open.empty() || open.back() != tag) {
      return absl::StrCat("</", tag, "> at ", i);
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : absl::StrCat("<", open.back(), "> is open");
}

TEST(FunnelPage, HasThePicturesAndNeedsNothingFromElsewhere) {
  const std::string page = FunnelPage(Report(), "en");
  EXPECT_THAT(NestingError(page), IsEmpty());
  for (const char* text : {"<html lang=\"en\">", "Funnel from lead to customer",
                           "Loop from opportunity back to lead",
                           "How clocks ended", "Time in each state",
                           "no budget", "0 – 25 %", "unknown", "acceptance"}) {
    EXPECT_THAT(page, HasSubstr(text));
  }
  for (const char* text : {"http", "<script", "url(", "src="}) {
    EXPECT_THAT(page, Not(HasSubstr(text)));
  }
  EXPECT_EQ(page, FunnelPage(Report(), "en"));
}

TEST(FunnelPage, SpeaksGerman) {
  const std::string page = FunnelPage(Report(), "de-AT");
  EXPECT_THAT(NestingError(page), IsEmpty());
  for (const char* text :
       {"<html lang=\"de\">", "Vom Lead zum Kunden", "wieder befördert",
        "kein Budget", "Fristen", "Zeit in jedem Status", "23.11.2026"}) {
    EXPECT_THAT(page, HasSubstr(text));
  }
  EXPECT_THAT(page, Not(HasSubstr("demoted")));
}

TEST(FunnelPage, EscapesLabelsOnce) {
  LifecycleSpec spec = SmallLifecycle();
  const std::string wild = "<b>&\"fresh\"'</b>";
  spec.label = {"", wild, wild, {}};
  for (StateSpec& state : spec.states) state.label = {"", wild, wild, {}};
  for (ClockSpec& clock : spec.clocks) clock.label = {"", wild, wild, {}};
  const std::string page = FunnelPage(Report(spec), "en");
  EXPECT_THAT(NestingError(page), IsEmpty());
  EXPECT_THAT(page, Not(HasSubstr("<b>&")));
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;&amp;&quot;fresh&quot;&#39;"));
  EXPECT_THAT(page, Not(HasSubstr("&amp;amp;")));
}

TEST(FunnelPage, StandsLittle) {
  EXPECT_THAT(FunnelPage(HistoryReport(), "en"),
              HasSubstr("No event has reached a lead yet."));
  const std::string page = FunnelPage(Report(SmallLifecycle(), 1), "de");
  EXPECT_THAT(NestingError(page), IsEmpty());
  // A lifecycle of two states, no clocks and no way to win.
  LifecycleSpec spec = SmallLifecycle();
  spec.states.resize(2);
  spec.transitions.resize(1);
  spec.clocks.clear();
  LifecycleCounter counter("", spec);
  ASSERT_TRUE(counter.Add(HistoryOf({{"fresh", 0}}, 10)).ok());
  HistoryReport report;
  report.lifecycles = {counter.Metrics()};
  report.owner_times.emplace();
  EXPECT_THAT(NestingError(FunnelPage(report, "en")), IsEmpty());
  // A report that somebody made up.
  report.lifecycles = {LifecycleMetrics()};
  EXPECT_THAT(NestingError(FunnelPage(report, "en")), IsEmpty());
}

}  // namespace
}  // namespace lotse
