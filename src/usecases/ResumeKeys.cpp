#include "usecases/ResumeKeys.h"

#include "domain/ResumeCodeText.h"
#include "sealing/WrapSealing.h"

namespace luotsi::usecases {

namespace {

base::Result<PreparedCode> withKeys(const crypto::ResumeCode &code)
{
    auto keys = crypto::deriveCodeKeys(code);
    if (!keys)
        return keys.error();
    return PreparedCode{code, std::move(*keys)};
}

} // namespace

base::Result<PreparedCode> prepareNewCode(base::Random &random)
{
    return withKeys(crypto::ResumeCode::generate(random));
}

base::Result<PreparedCode> prepareTypedCode(const QString &typed)
{
    // The domain's reading says in plain words what is wrong with the typing.
    const auto read = domain::ResumeCodeText::normalise(typed);
    if (!read)
        return read.error();
    const auto code = crypto::ResumeCode::parse(read->text());
    if (!code)
        return code.error();
    return withKeys(*code);
}

protocol::LookupId lookupOf(const PreparedCode &prepared)
{
    return sealing::lookupOf(prepared.keys);
}

base::Result<ports::CodeEntry> codeEntryFor(const PreparedCode &prepared, const protocol::DraftId &draft,
                                            const sealing::DraftKeys &keys,
                                            const crypto::SecretBytes &vaultKey, Tools &tools)
{
    auto wrap = sealing::sealCodeWrap(draft, keys, prepared.keys, tools.random);
    if (!wrap)
        return wrap.error();
    const protocol::LookupId lookup = sealing::lookupOf(prepared.keys);
    auto outer = sealing::closeOuter(wrap->sealed, lookup, vaultKey.view(), tools.random);
    if (!outer)
        return outer.error();
    return ports::CodeEntry{
        lookup, draft, wrap->key, wrap->reader, std::move(*outer), tools.clock.wallMilliseconds(), false};
}

} // namespace luotsi::usecases
