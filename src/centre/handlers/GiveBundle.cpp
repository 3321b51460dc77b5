#include "centre/handlers/Access.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/Replies.h"
#include "sync/protocol/FormManifest.h"
#include "sync/protocol/Paths.h"

#include <QFile>

namespace luotsi::centre::handlers {

namespace paths = sync::protocol::paths;
using base::ErrorCode;

namespace {

Response fileReply(const QString &path, const char *contentType)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return errorReply(ErrorCode::NotFound);
    return {200, contentType, file.readAll(), {}};
}

} // namespace

Response giveBundleIndex(const Services &services)
{
    Response response =
        fileReply(services.policy.bundleFolder + QStringLiteral("/index.json"), paths::jsonType);
    response.headers.emplace_back("Cache-Control", "no-cache");
    return response;
}

Response givePackFile(const Services &services, const Request &request)
{
    // The name is read as a hash and written anew: nothing of the path reaches the file system as it came.
    const auto hash = idBehind<protocol::FileHash>(request.path, paths::packs);
    if (!hash)
        return errorReply(ErrorCode::NotFound);
    Response response = fileReply(services.policy.bundleFolder + QStringLiteral("/files/") +
                                      QString::fromLatin1(hash->toHex()),
                                  paths::blobType);
    if (response.status == 200)
        response.headers.emplace_back("Cache-Control", "max-age=31536000, immutable");
    return response;
}

} // namespace luotsi::centre::handlers
