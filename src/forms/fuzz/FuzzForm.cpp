#include "base/Clock.h"
#include "base/Random.h"
#include "forms/FormInstance.h"

using namespace luotsi;

namespace {

struct FixedClock final : base::Clock
{
    [[nodiscard]] std::int64_t wallMilliseconds() const override { return 1'700'000'000'000; }
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override { return 0; }
};

struct ZeroRandom final : base::Random
{
    void fill(std::uint8_t *target, std::size_t size) override { std::fill_n(target, size, std::uint8_t{7}); }
};

} // namespace

/// Any bytes as a form: an error or an instance that can be walked, answered and written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto definition = forms::parseForm(bytes);
    if (!definition)
        return 0;
    FixedClock clock;
    ZeroRandom random;
    auto started = forms::FormInstance::create(*definition, {clock, random});
    if (!started)
        return 0;
    for (const forms::NodeId &node : started->instance->allNodes()) {
        (void)started->instance->label(node);
        (void)started->instance->options(node);
        (void)started->instance->setValue(node, QStringLiteral("1"));
        if (started->instance->kind(node) == forms::NodeKind::RepeatRange)
            (void)started->instance->addRow(node);
    }
    (void)started->instance->violations();
    (void)started->instance->serialise();
    return 0;
}
