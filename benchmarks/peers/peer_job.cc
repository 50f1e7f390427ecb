// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// peer_job: the job of rule_job.h for programs in other languages, and the
// figures of those in C++.
//
//   peer_job write DIR LEADS      writes the rules, the leads and their answers
//   peer_job measure LEADS ROUNDS measures C++ by hand and Lotse
//
// What `write` leaves in DIR, all numbers in the machine's byte order:
//
//   spec.json         the spec, conditions as trees (the JSON of lotse.v1)
//   leads.json        {"leads": N, "words": {"country": ["DE", ...], ...}}
//   <attribute>.bin   numbers: doubles, missing is NaN; texts: bytes, 0 is
//                     missing, w + 1 is word w; booleans: bytes 0 and 1,
//                     missing is -1
//   points.bin        int16, and category.bin, bytes: 0 cold, 1 warm, 2 hot
//
// `measure` prints a line of JSON for each way: {"peer": ..., "threads": 1,
// "leads": N, "ns": time of one lead}. One thread is measured by its processor
// time, two by the clock; the fastest round counts. Answers are compared before
// anything is measured.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "benchmarks/hand_written_rules.h"
#include "benchmarks/job_columns.h"
#include "benchmarks/rule_job.h"
#include "lotse/condition/condition_text.h"
#include "lotse/engine/engine.h"
#include "lotse/proto/json.h"
#include "lotse/score/column_scorer.h"

namespace lotse {
namespace {

constexpr int64_t kNano = 1000000000;
constexpr size_t kMaxLeads = 100000000;

Instant AsOf() { return Instant::FromMicros(int64_t{1767225600} * 1000000); }

[[noreturn]] void Fail(const std::string& what) {
  std::fprintf(stderr, "peer_job: %s\n", what.c_str());
  std::exit(1);
}

struct Answers {
  std::vector<int16_t> points;
  std::vector<uint8_t> categories;

  explicit Answers(size_t size) : points(size), categories(size) {}
  void Add(size_t i, const JobAnswer& answer) {
    points[i] = static_cast<int16_t>(answer.points);
    categories[i] = static_cast<uint8_t>(answer.category);
  }
};

// ---------------------------------------------------------------------------
// Writing.

void WriteFile(const std::string& path, const void* data, size_t bytes) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) Fail(absl::StrCat("cannot write ", path));
  const bool written = std::fwrite(data, 1, bytes, file) == bytes;
  if (std::fclose(file) != 0 || !written) {
    Fail(absl::StrCat("cannot write ", path));
  }
}

template <typename T>
void WriteColumn(const std::string& dir, const char* name,
                 const std::vector<T>& column) {
  WriteFile(absl::StrCat(dir, "/", name, ".bin"), column.data(),
            column.size() * sizeof(T));
}

// The spec with its conditions as trees.
std::string SpecJson() {
  EngineSpec spec = MakeJobSpec();
  for (Group& group : spec.scoring.groups) {
    for (Rule& rule : group.rules) {
      rule.when = *ParseCondition(std::get<std::string>(rule.when.kind));
    }
  }
  return proto::ToJson(spec);
}

std::string LeadsJson(size_t leads) {
  std::string lists;
  const JobLead lead{};
  VisitAttributes(lead, [&](const char* name, ValueType type, auto&) {
    if (type != ValueType::kText) return;
    std::string words;
    for (const JobWord& word : JobWordsOf(name)) {
      absl::StrAppend(&words, words.empty() ? "\"" : ", \"", word.text, "\"");
    }
    absl::StrAppend(&lists, lists.empty() ? "\"" : ",\n\"", name, "\": [",
                    words, "]");
  });
  return absl::StrCat("{\"leads\": ", leads, ", \"words\": {\n", lists, "}}\n");
}

void Write(const std::string& dir, size_t size) {
  HandColumns<double> columns;
  Answers answers(size);
  size_t i = 0;
  VisitJobLeads(size, [&](const JobLead& lead) {
    columns.Append(CodesOf(lead));
    answers.Add(i++, ScoreByHand(lead));
  });
  VisitTogether(columns, columns,
                [&](const char* name, const auto& column, const auto&) {
                  WriteColumn(dir, name, column);
                });
  WriteColumn(dir, "points", answers.points);
  WriteColumn(dir, "category", answers.categories);
  const std::string spec = SpecJson();
  WriteFile(absl::StrCat(dir, "/spec.json"), spec.data(), spec.size());
  const std::string leads = LeadsJson(size);
  WriteFile(absl::StrCat(dir, "/leads.json"), leads.data(), leads.size());
}

// ---------------------------------------------------------------------------
// Measuring.

double Seconds(bool processor_time) {
  if (processor_time) {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  }
  return std::chrono::duration<double>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// Calls score(thread, begin, end) for the parts of all leads, `rounds` times,
// and prints the fastest.
template <typename Score>
void Measure(const char* peer, size_t leads, size_t threads, int rounds,
             Score score) {
  double best = std::numeric_limits<double>::infinity();
  for (int round = 0; round < rounds; ++round) {
    const double start = Seconds(threads == 1);
    std::vector<std::thread> others;
    for (size_t t = 1; t < threads; ++t) {
      others.emplace_back(score, t, leads * t / threads,
                          leads * (t + 1) / threads);
    }
    score(size_t{0}, size_t{0}, leads / threads);
    for (std::thread& other : others) other.join();
    best = std::min(best, Seconds(threads == 1) - start);
  }
  std::printf(
      "{\"peer\": \"%s\", \"threads\": %zu, \"leads\": %zu, \"ns\": %.3f}\n",
      peer, threads, leads, best * 1e9 / static_cast<double>(leads));
  std::fflush(stdout);
}

void Check(bool equal, const char* peer) {
  if (!equal) Fail(absl::StrCat(peer, ": the answers differ"));
}

// score(begin, end, points, categories)
template <typename Score>
void MeasureByHand(const char* peer, size_t threads, int rounds,
                   const Answers& expected, Score score) {
  Answers found(expected.points.size());
  const auto part = [&](size_t, size_t begin, size_t end) {
    score(begin, end, found.points.data(), found.categories.data());
  };
  part(0, 0, found.points.size());
  Check(found.points == expected.points &&
            found.categories == expected.categories,
        peer);
  Measure(peer, found.points.size(), threads, rounds, part);
}

// The answers of one range of leads, wherever it begins.
bool Equal(const ScoreColumns& found, size_t begin, size_t end,
           const Answers& expected) {
  if (found.points_nano.size() != end - begin ||
      found.category.size() != end - begin) {
    return false;
  }
  for (size_t i = begin; i < end; ++i) {
    if (found.points_nano[i - begin] != expected.points[i] * kNano ||
        found.category[i - begin] != expected.categories[i]) {
      return false;
    }
  }
  return true;
}

void MeasureLotse(const char* peer, const Engine& engine, JobNumbers numbers,
                  JobTexts texts, size_t threads, int rounds,
                  const Answers& expected) {
  const size_t size = expected.points.size();
  JobColumns columns(engine.catalog(), numbers, texts);
  VisitJobLeads(size, [&](const JobLead& lead) { columns.Append(lead); });
  const LeadColumns leads = columns.View();
  std::vector<ColumnScorer> scorers;
  for (size_t t = 0; t < threads; ++t) {
    scorers.emplace_back(engine.scorer(), leads, AsOf(), ColumnScoreOptions());
  }
  std::vector<ScoreColumns> scores(threads);
  const auto part = [&](size_t t, size_t begin, size_t end) {
    scorers[t].Score(begin, end, &scores[t]);
  };
  for (size_t t = 0; t < threads; ++t) {
    const size_t begin = size * t / threads;
    const size_t end = size * (t + 1) / threads;
    part(t, begin, end);
    Check(Equal(scores[t], begin, end, expected), peer);
  }
  Measure(peer, size, threads, rounds, part);
}

void MeasureAll(size_t size, int rounds) {
  const std::vector<JobLead> leads = MakeJobLeads(size);
  const std::vector<JobCodes> codes = CodesOf(leads);
  HandColumns<float> columns;
  Answers expected(size);
  for (size_t i = 0; i < size; ++i) {
    columns.Append(codes[i]);
    expected.Add(i, ScoreByHand(leads[i]));
  }
  const Engine engine = *CompileEngine(MakeJobSpec());
  const auto by_columns = [&](size_t begin, size_t end, int16_t* points,
                              uint8_t* categories) {
    ScoreColumnsByHand(columns, begin, end, points, categories);
  };
  for (const size_t threads : {size_t{1}, size_t{2}}) {
    MeasureByHand("C++ by hand, columns", threads, rounds, expected,
                  by_columns);
    MeasureLotse("Lotse", engine, JobNumbers::kWide, JobTexts::kDictionary,
                 threads, rounds, expected);
  }
  MeasureLotse("Lotse, int32 and float", engine, JobNumbers::kNarrow,
               JobTexts::kDictionary, 1, rounds, expected);
  MeasureLotse("Lotse, plain texts", engine, JobNumbers::kWide,
               JobTexts::kPlain, 1, rounds, expected);
  MeasureByHand(
      "C++ by hand, structs of codes", 1, rounds, expected,
      [&](size_t begin, size_t end, int16_t* points, uint8_t* categories) {
        ScoreStructsByHand(codes.data(), begin, end, points, categories);
      });
  MeasureByHand(
      "C++ by hand, structs of strings", 1, rounds, expected,
      [&](size_t begin, size_t end, int16_t* points, uint8_t* categories) {
        ScoreStructsByHand(leads.data(), begin, end, points, categories);
      });
}

int Main(int count, char** arguments) {
  const std::string verb = count > 1 ? arguments[1] : "";
  size_t leads = 0;
  int rounds = 0;
  if (count == 4 && verb == "write" && absl::SimpleAtoi(arguments[3], &leads) &&
      leads <= kMaxLeads) {
    Write(arguments[2], leads);
    return 0;
  }
  if (count == 4 && verb == "measure" &&
      absl::SimpleAtoi(arguments[2], &leads) && leads <= kMaxLeads &&
      absl::SimpleAtoi(arguments[3], &rounds) && leads > 0 && rounds > 0) {
    MeasureAll(leads, rounds);
    return 0;
  }
  std::fprintf(stderr,
               "Usage: peer_job write DIR LEADS\n"
               "       peer_job measure LEADS ROUNDS\n");
  return 2;
}

}  // namespace
}  // namespace lotse

int main(int count, char** arguments) { return lotse::Main(count, arguments); }
