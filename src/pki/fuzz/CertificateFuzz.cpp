#include "pki/AuthorityChain.h"
#include "pki/CertificateFacts.h"
#include "pki/OneTimeCode.h"

#include <QString>

#include <cstdlib>

using namespace luotsi::pki;

/// Any bytes as what a device and the centre show each other: certificates, authorities that follow each
/// other, a request, a one-time code.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    (void)readCertificateDer(bytes);
    if (const auto facts = readCertificate(bytes); facts && facts->fingerprint.size() != 32)
        std::abort();
    if (checkSuccession(bytes, bytes, 0))
        std::abort(); // nothing of ours held in 1970
    if (const auto pin = requestKeyPin(bytes); pin && pin->size() != 32)
        std::abort();
    if (const auto code = OneTimeCode::parse(QString::fromUtf8(bytes))) {
        const auto again = OneTimeCode::parse(code->text());
        if (!again || !again->matches(code->hash()))
            std::abort();
    }
    return 0;
}
