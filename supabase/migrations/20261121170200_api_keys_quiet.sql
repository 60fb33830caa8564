-- Nobody can listen to a topic of API keys: there is no permission of that name. So nothing is sent there.
drop trigger live_insert on app.api_keys;
drop trigger live_update on app.api_keys;
