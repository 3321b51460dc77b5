#include "base/Clock.h"
#include "centre/host/Endpoint.h"
#include "crypto/Sodium.h"
#include "crypto/SystemRandom.h"

#include <QCoreApplication>

#include <cstdio>

using namespace luotsi;

namespace {

constexpr int couldNotStart = 1;
constexpr int wrongCommandLine = 2;

int fail(int code, const base::Error &error)
{
    const QByteArray text =
        "luotsi-endpoint: " + QByteArray(base::name(error.code).data()) + ": " + error.detail.toUtf8() + '\n';
    std::fwrite(text.constData(), 1, static_cast<std::size_t>(text.size()), stderr);
    return code;
}

} // namespace

// An exception here is a fault to crash on: everything acknowledged is stored by then.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("luotsi-endpoint"));
    centre::host::harden();
    if (const auto ready = crypto::initialise(); !ready)
        return fail(couldNotStart, ready.error());
    const auto options = centre::host::parseOptions(QCoreApplication::arguments());
    if (!options)
        return fail(wrongCommandLine, options.error());
    if (!options->helpText.isEmpty()) {
        std::fputs(options->helpText.toUtf8().constData(), stdout);
        return 0;
    }
    base::SystemClock clock;
    crypto::SystemRandom random;
    const auto served = centre::host::serve(*options, clock, random);
    return served ? 0 : fail(couldNotStart, served.error());
}
