#include "centre/http/TlsContext.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/verify_context.hpp>

#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <memory>

namespace luotsi::centre::http {

namespace ssl = boost::asio::ssl;
using base::ErrorCode;

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

/// Everything OpenSSL refuses is refused, but for the age of the leaf: a device that was offline for weeks
/// must still deliver what it holds.
bool acceptExpiredLeaf(bool good, ssl::verify_context &context)
{
    X509_STORE_CTX *store = context.native_handle();
    if (!good && X509_STORE_CTX_get_error(store) == X509_V_ERR_CERT_HAS_EXPIRED &&
        X509_STORE_CTX_get_error_depth(store) == 0) {
        X509_STORE_CTX_set_error(store, X509_V_OK);
        return true;
    }
    return good;
}

void nameAuthority(SSL_CTX *context, const QByteArray &pem)
{
    const Bio bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())), BIO_free);
    const Certificate authority(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr), X509_free);
    if (authority)
        SSL_CTX_add_client_CA(context, authority.get());
}

boost::asio::const_buffer buffer(const QByteArray &bytes)
{
    return boost::asio::buffer(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

} // namespace

base::Result<void> prepare(ssl::context &context, const ServerOptions &options)
{
    boost::system::error_code error;
    const auto failed = [](const char *what) {
        return base::Error{ErrorCode::CertificateRefused, QLatin1String(what), {}};
    };
    context.use_certificate_chain(buffer(options.certificatePem), error);
    if (error)
        return failed("the server certificate is not usable");
    context.use_private_key(buffer(options.keyPem), ssl::context::pem, error);
    if (error)
        return failed("the server key does not belong to its certificate");
    context.add_certificate_authority(buffer(options.authorityPem), error);
    if (error)
        return failed("the authority's certificate is not usable");
    context.set_verify_mode(ssl::verify_peer, error);
    context.set_verify_callback(acceptExpiredLeaf, error);
    SSL_CTX *native = context.native_handle();
    nameAuthority(native, options.authorityPem);
    SSL_CTX_set_min_proto_version(native, TLS1_3_VERSION);
    SSL_CTX_set_max_proto_version(native, TLS1_3_VERSION);
    // Thousands of idle devices: no buffers while nothing is on its way, no tickets to keep.
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(native, 0);
    return {};
}

QByteArray peerCertificate(SSL *connection)
{
    const Certificate certificate(SSL_get1_peer_certificate(connection), X509_free);
    if (!certificate)
        return {};
    const Bio bio(BIO_new(BIO_s_mem()), BIO_free);
    if (PEM_write_bio_X509(bio.get(), certificate.get()) != 1)
        return {};
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return QByteArray(data, size);
}

} // namespace luotsi::centre::http
