// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Protobuf bytes and JSON of one lead with 20 attributes, as a CRM would send
// it (10 of the lead, 10 of its company; keys of some 12 bytes, half of the
// values numbers), beside the classes that protoc generates and the protobuf
// runtime's own JSON.
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "google/protobuf/util/json_util.h"
#include "lotse/facts/facts.h"
#include "lotse/proto/bytes.h"
#include "lotse/proto/json.h"
#include "lotse/v1/facts.pb.h"

namespace lotse::proto {
namespace {

std::vector<Attribute> MakeAttributes() {
  std::vector<Attribute> attributes;
  for (int i = 0; i < 10; ++i) {
    Attribute& attribute = attributes.emplace_back();
    attribute.key = absl::StrCat("attribute_", i);
    if (i % 2 == 0) {
      attribute.value.kind = int64_t{1000} * i;
    } else {
      attribute.value.kind = absl::StrCat("text ", i);
    }
  }
  return attributes;
}

Facts MakeFacts() {
  Facts facts;
  facts.lead.id = "L-1";
  facts.lead.attributes = MakeAttributes();
  facts.company.emplace().attributes = MakeAttributes();
  return facts;
}

void BM_Read_Bytes_Native(benchmark::State& state) {
  const std::string bytes = ToBytes(MakeFacts());
  for (auto _ : state) benchmark::DoNotOptimize(FromBytes<Facts>(bytes));
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() *
                          static_cast<int64_t>(bytes.size()));
}
BENCHMARK(BM_Read_Bytes_Native);

void BM_Read_Bytes_Generated(benchmark::State& state) {
  const std::string bytes = ToBytes(MakeFacts());
  for (auto _ : state) {
    v1::Facts facts;
    benchmark::DoNotOptimize(facts.ParseFromString(bytes));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Read_Bytes_Generated);

void BM_Write_Bytes_Native(benchmark::State& state) {
  const Facts facts = MakeFacts();
  for (auto _ : state) benchmark::DoNotOptimize(ToBytes(facts));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Write_Bytes_Native);

void BM_Write_Bytes_Generated(benchmark::State& state) {
  v1::Facts facts;
  facts.ParseFromString(ToBytes(MakeFacts()));
  for (auto _ : state) benchmark::DoNotOptimize(facts.SerializeAsString());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Write_Bytes_Generated);

void BM_Read_Json_Native(benchmark::State& state) {
  const std::string json = ToJson(MakeFacts());
  for (auto _ : state) benchmark::DoNotOptimize(FromJson<Facts>(json));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Read_Json_Native);

void BM_Read_Json_Generated(benchmark::State& state) {
  const std::string json = ToJson(MakeFacts());
  for (auto _ : state) {
    v1::Facts facts;
    benchmark::DoNotOptimize(
        google::protobuf::util::JsonStringToMessage(json, &facts));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Read_Json_Generated);

void BM_Write_Json_Native(benchmark::State& state) {
  const Facts facts = MakeFacts();
  for (auto _ : state) benchmark::DoNotOptimize(ToJson(facts));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(BM_Write_Json_Native);

}  // namespace
}  // namespace lotse::proto
