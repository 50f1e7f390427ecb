// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "lotse/engine/score_report.h"
#include "lotse/proto/json.h"
#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kLeads[] =
    "id,employees,industry,competitor\n"
    "a,10,trade,no\n"
    "b,120,software,no\n"
    "c,60,,no\n"
    "d,500,software,yes\n";

class ScoreCommand : public ::testing::Test {
 protected:
  ScoreCommand() {
    folder_.WriteSpec();
    folder_.Write("leads.csv", kLeads);
  }
  ToolRun Score(std::vector<std::string> more, const std::string& input = "") {
    std::vector<std::string> arguments = {"score", "spec.json", "--as-of",
                                          "2026-11-23"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return folder_.Run(arguments, input);
  }
  ToolFolder folder_;
};

TEST_F(ScoreCommand, ShowsTheBestFirst) {
  const ToolRun run = Score({"leads.csv"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out,
            "lead  points  category  assumed  veto\n"
            "b         35  Hot        55.7 %\n"
            "d         35  Cold       55.7 %  Works for a competitor\n"
            "c         15  Warm       23.9 %\n"
            "a          0  Cold       10.0 %\n");
  EXPECT_EQ(run.err, "4 leads scored: 1 Hot, 1 Warm, 2 Cold\n");
}

TEST_F(ScoreCommand, SpeaksGerman) {
  const ToolRun run = Score({"leads.csv", "--language", "de", "--top", "2"});
  EXPECT_THAT(run.out,
              AllOf(HasSubstr("Punkte"), HasSubstr("Heiß"), HasSubstr("55,7 %"),
                    HasSubstr("Arbeitet beim Wettbewerb")));
  EXPECT_THAT(run.err, HasSubstr("the best 2 are shown"));
}

TEST_F(ScoreCommand, KeepsTheOrderOfTheFileWithoutTop) {
  const ToolRun run = Score({"leads.csv", "--format", "json"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  std::vector<std::string> ids;
  size_t begin = 0;
  for (size_t end; (end = run.out.find('\n', begin)) != std::string::npos;
       begin = end + 1) {
    const ScoreReport report =
        proto::FromJson<ScoreReport>(run.out.substr(begin, end - begin))
            .value();
    ids.push_back(report.lead_id);
    EXPECT_EQ(report.as_of.ToString(), "2026-11-23T00:00:00Z");
  }
  EXPECT_THAT(ids, ::testing::ElementsAre("a", "b", "c", "d"));
}

TEST_F(ScoreCommand, ReadsTheSameFromEveryKindOfFile) {
  const std::string expected = Score({"leads.csv", "--format", "json"}).out;
  folder_.WriteGzip("leads.csv.gz", kLeads);
  EXPECT_EQ(Score({"leads.csv.gz", "--format", "json"}).out, expected);
  EXPECT_EQ(Score({"-", "--format", "json"}, kLeads).out, expected);
  EXPECT_EQ(Score({"--format", "json"}, kLeads).out, expected);
  folder_.Write("bom.csv", absl::StrCat("\xEF\xBB\xBF", kLeads));
  EXPECT_EQ(Score({"bom.csv", "--format", "json"}).out, expected);
  std::string crlf;
  for (const char c : std::string(kLeads)) {
    if (c == '\n') crlf += '\r';
    crlf += c == ',' ? ';' : c;
  }
  folder_.Write("crlf.csv", crlf);
  EXPECT_EQ(Score({"crlf.csv", "--format", "json"}).out, expected);
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string(kLeads)) utf16 += {c, '\0'};
  folder_.Write("utf16.csv", utf16);
  EXPECT_EQ(Score({"utf16.csv", "--format", "json"}).out, expected);
  folder_.Write(
      "leads.ndjson",
      R"({"lead":{"id":"a","attributes":{"competitor":false}},)"
      R"("company":{"attributes":{"employees":10,"industry":"trade"}}})"
      "\n"
      R"({"lead":{"id":"b"},"company":{"attributes":)"
      R"({"employees":120,"industry":"software"}}})"
      "\n\n"
      R"({"lead":{"id":"c"},"company":{"attributes":{"employees":60}}})"
      "\n"
      R"({"lead":{"id":"d","attributes":{"competitor":true}},)"
      R"("company":{"attributes":{"employees":500,"industry":"software"}}})"
      "\n");
  EXPECT_EQ(Score({"leads.ndjson", "--format", "json"}).out, expected);
}

TEST_F(ScoreCommand, ReadsAGermanExcelExport) {
  folder_.Write("export.csv",
                "Kundennummer;Mitarbeiter;Industry;revenue;due\r\n"
                "M\xFC"
                "ller;1.200;Handel;1.234,5;23.11.2026\r\n"
                "\"B\r\n2\";7;unbekannt;;\r\n");
  const ToolRun run = Score({"export.csv", "--contributions"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("Müller    17.5  Warm"),
                             HasSubstr("At least 50 employees")));
  EXPECT_THAT(run.out, HasSubstr("B  2        -5"));
}

TEST_F(ScoreCommand, NamesBadRowsAndScoresTheOthers) {
  folder_.Write("bad.csv", "id,employees\na,1\nb,many\nc\nd,4\n");
  const ToolRun run = Score({"bad.csv", "--format", "csv"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err,
              AllOf(HasSubstr("lotse: bad.csv: line 3, column \"employees\": "
                              "must be a whole number\n"),
                    HasSubstr("bad.csv: line 4: the row has 1 cells"),
                    HasSubstr("2 bad rows left out"), Not(HasSubstr("many"))));
  EXPECT_THAT(run.out, AllOf(HasSubstr("\r\na,"), HasSubstr("\r\nd,")));
}

TEST_F(ScoreCommand, PrintsOnlyTheFirstBadRows) {
  std::string text = "id,employees\n";
  for (int i = 0; i < 500; ++i) text += "x,bad\n";
  folder_.Write("bad.csv", text);
  const ToolRun run = Score({"bad.csv"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("and 490 more bad rows"));
}

TEST_F(ScoreCommand, CsvOutputCannotRunFormulas) {
  folder_.Write("evil.csv", "id,employees\n\"=cmd|' /C calc'!A0\",1\n-7,1\n");
  const ToolRun run = Score({"evil.csv", "--format", "csv"});
  EXPECT_THAT(run.out, AllOf(HasSubstr("\r\n'=cmd"), HasSubstr("\r\n-7,")));
}

TEST_F(ScoreCommand, TablesCannotSteerTheTerminal) {
  folder_.Write("evil.csv", "id,employees\n\x1b[2Jx,1\n");
  EXPECT_THAT(Score({"evil.csv"}).out, Not(HasSubstr("\x1b")));
}

TEST_F(ScoreCommand, DefaultInstantIsToldSoThatItCanBeRepeated) {
  const ToolRun run = folder_.Run({"score", "spec.json", "leads.csv"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.err, AllOf(StartsWith("as of 2"),
                             HasSubstr("to repeat this exactly")));
  const std::string as_of = run.err.substr(6, 20);
  EXPECT_EQ(
      folder_.Run({"score", "spec.json", "leads.csv", "--as-of", as_of}).out,
      run.out);
}

TEST_F(ScoreCommand, IdColumnNamesTheLeads) {
  folder_.Write("other.csv", "Ref,employees\nR1,5\n");
  EXPECT_THAT(Score({"other.csv", "--id-column", "Ref"}).out,
              HasSubstr("\nR1 "));
  EXPECT_THAT(Score({"other.csv"}).out, HasSubstr("\nline 2 "));
  const ToolRun run = Score({"other.csv", "--id-column", "Rex"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("did you mean \"Ref\"?"));
}

TEST_F(ScoreCommand, FollowsAMapping) {
  folder_.Write("other.csv", "Ref;MA\nR1;120\nR2;-1\n");
  folder_.Write("mapping.json",
                R"({"columns": [{"column": "Ref", "fact": "lead.id"},
                    {"column": "MA", "fact": "company.employees",
                     "missing": ["-1"]}]})");
  const ToolRun run = Score({"other.csv", "--mapping", "mapping.json"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("R1        15"));
  folder_.Write("mapping.json", "{\n\"columns\": 1}");
  EXPECT_THAT(Score({"other.csv", "--mapping", "mapping.json"}).err,
              HasSubstr("mapping.json: columns"));
}

TEST_F(ScoreCommand, SaysWhatIsWrongWithFilesAndUsage) {
  struct Case {
    std::vector<std::string> arguments;
    int exit_code;
    const char* message;
  };
  folder_.Write("broken.json", "{\n  \"schema\": [,]\n}");
  folder_.Write("empty.csv", "");
  folder_.Write("cut.gz", "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b");
  const Case cases[] = {
      {{"score"}, 2, "spec is required"},
      {{"score", "absent.json"}, 1, "absent.json: there is no such file"},
      {{"score", "."}, 1, ".: is a folder"},
      {{"score", "broken.json"}, 1, "broken.json: line 2, column"},
      {{"score", "spec.json", "absent.csv"}, 1, "absent.csv: there is no such"},
      {{"score", "spec.json", "empty.csv"}, 1, "empty.csv: the file is empty"},
      {{"score", "spec.json", "cut.gz"}, 1, "cut.gz: the gzip data"},
      {{"score", "spec.json", "leads.csv", "--as-of", "tomorrow"},
       2,
       "--as-of: write a date"},
      {{"score", "spec.json", "leads.csv", "--format", "xml"}, 2, "--format"},
      {{"score", "spec.json", "leads.csv", "--top", "-1"}, 2, "--top"},
      {{"score", "spec.json", "leads.csv", "--wrong"}, 2, "--wrong"},
      {{"scor"}, 2, "there is no command \"scor\"; did you mean \"score\"?"},
      {{}, 2, "subcommand"},
  };
  for (const Case& c : cases) {
    const ToolRun run = folder_.Run(c.arguments);
    EXPECT_EQ(run.exit_code, c.exit_code) << c.message << run.err;
    EXPECT_THAT(run.err, HasSubstr(c.message));
    EXPECT_EQ(run.out, "") << c.message;
  }
}

TEST_F(ScoreCommand, HostileLinesAreRefusedInBoundedMemory) {
  std::string ndjson = R"({"lead":{"id":"a"}})";
  ndjson += "\n{\"lead\":{\"id\":\"" + std::string(70 << 20, 'x') + "\"}}\n";
  ndjson += R"({"lead":{"id":"b"}})";
  folder_.WriteGzip("giant.ndjson.gz", ndjson);
  ToolRun run = Score({"giant.ndjson.gz"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, AllOf(HasSubstr("line 2: is longer than"),
                             HasSubstr("2 leads scored")));
  folder_.WriteGzip(
      "giant.csv.gz",
      "id,employees\na,1\n\"" + std::string(70 << 20, 'x') + "\",2\nb,3\n");
  run = Score({"giant.csv.gz"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, AllOf(HasSubstr("line 3: a cell is longer than"),
                             HasSubstr("2 leads scored")));
}

TEST_F(ScoreCommand, ScoresPublicLeadFiles) {
  const char* data = std::getenv("LOTSE_DATA");
  if (data == nullptr) GTEST_SKIP() << "LOTSE_DATA is not set";
  const std::string path =
      absl::StrCat(data, "/bank_marketing/bank-additional-full.csv");
  const ToolRun init = folder_.Run(
      {"init", "--from-csv", path, "-o", "bank.json", "--mapping", "map.json"});
  if (init.exit_code != 0) GTEST_SKIP() << init.err;
  const ToolRun run = folder_.Run({"score", "bank.json", path, "--mapping",
                                   "map.json", "--as-of", "2026-11-23"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr("41,188 leads scored"));
}

// More batches than threads, bad rows among them.
TEST_F(ScoreCommand, SaysTheSameWithAnyNumberOfThreads) {
  std::string leads = "id,employees,industry,competitor\n";
  std::string lines;
  for (int i = 0; i < 3000; ++i) {
    absl::StrAppend(&leads, "L-", i, ",", i % 97 == 5 ? "many" : "120",
                    ",software,no\n");
    absl::StrAppend(&lines, i % 97 == 5 ? "{\"lead\": 5}" : "{}", "\n");
  }
  folder_.Write("many.csv", leads);
  folder_.Write("many.ndjson", lines);
  for (const char* file : {"many.csv", "many.ndjson"}) {
    const ToolRun one = Score({file, "--format", "csv"});
    EXPECT_EQ(one.exit_code, 1);
    EXPECT_THAT(one.out, HasSubstr(file[5] == 'c' ? "L-2999" : "line 3000"));
    EXPECT_THAT(one.err, HasSubstr("31 bad rows"));
    for (const char* threads : {"2", "5"}) {
      const ToolRun many =
          Score({file, "--format", "csv", "--threads", threads});
      EXPECT_EQ(many.exit_code, 1);
      EXPECT_EQ(many.out, one.out);
      EXPECT_EQ(many.err, one.err);
    }
  }
  EXPECT_EQ(Score({"many.csv", "--threads", "0"}).exit_code, 2);
}

}  // namespace
}  // namespace lotse::tools
